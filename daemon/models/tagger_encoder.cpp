#include "daemon/models/tagger_encoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

#include "daemon/models/tagger_drawing.h"
#include "daemon/text/ru/kernels.h"
#include "daemon/text/ru/tagger_format.h"

namespace lector::models {

using namespace text::ru;  // NOLINT(google-build-using-namespace): the format is what this file is about

namespace {

constexpr size_t kHidden[] = {kHidden1, kHidden2, kHidden3};
constexpr size_t kInputDim = kWordDim + kShapeDim, kColumns = kTaps * kHidden1;
constexpr double kRange = std::numeric_limits<int16_t>::max();
using Rows = std::vector<Floats>;

// Layer 1 is split by where its input comes from: the word's part is multiplied when a word is met, the shape's part here.
struct InputLayer {
  Floats by_input;  // kInputDim x kColumns
  Floats shapes;    // kShapes x kColumns; the bias is in the middle tap
};

InputLayer GetInputLayer(Arrays& arrays) {
  const Floats weight = arrays.Get(1, kHidden1 * kInputDim * kTaps), shapes = arrays.Get(0, kShapes * kShapeDim),
               bias = arrays.Get(2, kHidden1);
  InputLayer out = {Floats(kInputDim * kColumns), Floats(kShapes * kColumns)};
  for (size_t i = 0; i < kInputDim; ++i)
    for (size_t column = 0; column < kColumns; ++column)
      out.by_input[i * kColumns + column] = weight[(column % kHidden1 * kInputDim + i) * kTaps + column / kHidden1];
  for (size_t shape = 0; shape < kShapes; ++shape) {
    for (size_t column = 0; column < kColumns; ++column) {
      double sum = column / kHidden1 == 1 ? bias[column % kHidden1] : 0;
      for (size_t i = 0; i < kShapeDim; ++i)
        sum += double{shapes[shape * kShapeDim + i]} * out.by_input[(kWordDim + i) * kColumns + column];
      out.shapes[shape * kColumns + column] = static_cast<float>(sum);
    }
  }
  return out;
}

Floats WordProducts(const InputLayer& layer, const Floats& vector) {
  Floats sums(kColumns);
  for (size_t i = 0; i < kWordDim; ++i) {
    const float value = vector[i], *const weights = &layer.by_input[i * kColumns];
    for (size_t column = 0; column < kColumns; ++column) sums[column] += value * weights[column];
  }
  return sums;
}

// Whether what tap `tap` takes beside token t belongs to its sequence, of kSequence tokens that are drawn.
constexpr size_t kSequence = 16;
bool IsInSequence(size_t t, size_t tap) {
  const size_t place = t % kSequence + tap;
  return place >= 1 && place <= kSequence;
}

// What layer 1 is behind its relu, for tokens in sequences.
Rows RunInputLayer(const InputLayer& layer, const Rows& word_products, const std::vector<Drawn>& tokens) {
  Rows out;
  for (size_t t = 0; t < tokens.size(); ++t) {
    Floats& row = out.emplace_back(kHidden1);
    for (size_t tap = 0; tap < kTaps; ++tap) {
      if (!IsInSequence(t, tap)) continue;
      const auto& [sample, shape] = tokens[t + tap - 1];
      const float* const word = &word_products[sample][tap * kHidden1];
      const float* const own = &layer.shapes[shape * kColumns + tap * kHidden1];
      for (size_t c = 0; c < kHidden1; ++c) row[c] += word[c] + own[c];
    }
    for (float& value : row) value = std::max(value, 0.f);
  }
  return out;
}

// What one whole number stands for in each output of layer 1. The sums of six products in running text reach 2.9 times the
// largest product of one: that has room.
std::vector<double> StepsOfLayer1(const InputLayer& layer, const Rows& word_products) {
  constexpr double kRoom = 3;
  std::vector<double> out(kHidden1);
  const auto take = [&out](const Floats& products, size_t from) {
    for (size_t column = 0; column < kColumns; ++column)
      out[column % kHidden1] = std::max<double>(out[column % kHidden1], std::abs(products[from + column]));
  };
  for (size_t shape = 0; shape < kShapes; ++shape) take(layer.shapes, shape * kColumns);
  for (const Floats& products : word_products) take(products, 0);
  for (double& step : out) step = std::max(step, 1e-6) * kRoom / kRange;
  return out;
}

void AddInputLayer(const InputLayer& layer, const std::vector<double>& steps, const Embedding& embedding,
                   const std::string& model, text::ModelFileWriter& out) {
  const WholeMatrix matrix = PackWhole(layer.by_input, kColumns, embedding.largest);
  Floats factors;
  for (size_t column = 0; column < kColumns; ++column)
    factors.push_back(static_cast<float>(matrix.steps[column] * embedding.step / steps[column % kHidden1]));
  std::vector<int16_t> shapes(layer.shapes.size());
  for (size_t i = 0; i < shapes.size(); ++i) {
    const double half = i % kColumns / kHidden1 == 1 ? 1 : 0;  // so that halving the sum rounds it
    shapes[i] = Whole(layer.shapes[i] / steps[i % kHidden1] + half);
  }
  out.Add(model + ".word", matrix.panels);
  out.Add(model + ".word.factor", factors);
  out.Add(model + ".shape", shapes);
}

// Layer 2 or 3 with the normalisation before it worked in.
struct Convolution {
  size_t inputs, outputs;
  std::vector<double> weights;  // [output][input][tap]
  std::vector<double> bias;     // [edge][output]
  double At(size_t output, size_t input, size_t tap) const { return weights[(output * inputs + input) * kTaps + tap]; }
};

// `order`: of the outputs of the layer before.
Convolution GetConvolution(Arrays& arrays, int layer, const std::vector<uint32_t>& order) {
  Convolution out = {kHidden[layer - 2], kHidden[layer - 1], {}, {}};
  const Floats weight = arrays.Get(layer * 6 - 5, out.outputs * out.inputs * kTaps),
               bias = arrays.Get(layer * 6 - 4, out.outputs);
  const Normalisation before = GetNormalisation(arrays, layer - 1);
  std::vector<std::array<double, kTaps>> shifts(out.outputs);  // what the shift of the layer before adds through each tap
  for (size_t output = 0; output < out.outputs; ++output) {
    for (const uint32_t input : order) {
      for (size_t tap = 0; tap < kTaps; ++tap) {
        const double value = weight[(output * out.inputs + input) * kTaps + tap];
        out.weights.push_back(value * before.scale[input]);
        shifts[output][tap] += value * before.shift[input];
      }
    }
  }
  for (const uint8_t edge : {kInside, kNothingBefore, kNothingAfter, kAlone}) {
    for (size_t output = 0; output < out.outputs; ++output) {
      double sum = bias[output] + shifts[output][1];
      if ((edge & kNothingBefore) == 0) sum += shifts[output][0];
      if ((edge & kNothingAfter) == 0) sum += shifts[output][2];
      out.bias.push_back(sum);
    }
  }
  return out;
}

Rows Run(const Convolution& layer, const Rows& in) {
  Rows out;
  for (size_t t = 0; t < in.size(); ++t) {
    Floats& row = out.emplace_back(layer.outputs);
    const size_t edge = (IsInSequence(t, 0) ? 0 : kNothingBefore) | (IsInSequence(t, 2) ? 0 : kNothingAfter);
    for (size_t output = 0; output < layer.outputs; ++output) {
      double sum = layer.bias[edge * layer.outputs + output];
      for (size_t tap = 0; tap < kTaps; ++tap) {
        if (!IsInSequence(t, tap)) continue;
        for (size_t input = 0; input < layer.inputs; ++input) sum += layer.At(output, input, tap) * in[t + tap - 1][input];
      }
      row[output] = static_cast<float>(std::max(sum, 0.0));
    }
  }
  return out;
}

// What a one stands for in the sums of each output, so that sums over kFilterInputs inputs fit 32 bits: what is above zero and
// what is below is each added apart, at worst.
std::vector<double> StepsOfSums(const Convolution& layer, const std::vector<double>& input_steps) {
  constexpr double kLargestSum = 0.99 * std::numeric_limits<int32_t>::max();
  std::vector<double> out(layer.outputs);
  for (size_t output = 0; output < layer.outputs; ++output) {
    double step = 1e-12;
    for (size_t from = 0; from < layer.inputs; from += kFilterInputs) {
      double above = 0, below = 0;
      for (size_t i = from * kTaps; i < (from + kFilterInputs) * kTaps; ++i) {
        const double weight = layer.At(output, i / kTaps, i % kTaps) * input_steps[i / kTaps];
        (weight > 0 ? above : below) += std::abs(weight);
        step = std::max(step, std::abs(weight) / kRange);
      }
      step = std::max(step, std::max(above, below) * kLargestValue / kLargestSum);
    }
    out[output] = step;
  }
  return out;
}

// `input_steps`, `steps`: what a one among the inputs stands for, and among the outputs.
void AddConvolution(const Convolution& layer, const std::vector<double>& input_steps, const std::vector<double>& steps, int number,
                    const std::string& model, text::ModelFileWriter& out) {
  const std::vector<double> sum_steps = StepsOfSums(layer, input_steps);
  std::vector<int16_t> weights(layer.weights.size());
  Floats biases, factors;
  for (size_t output = 0; output < layer.outputs; ++output) {
    for (size_t input = 0; input < layer.inputs; ++input) {
      for (size_t tap = 0; tap < kTaps; ++tap) {
        const size_t row = ((output / kFilterOutputs * layer.inputs + input) / 2) * kTaps + tap;
        weights[(row * kFilterOutputs + output % kFilterOutputs) * 2 + input % 2] =
            Whole(layer.At(output, input, tap) * input_steps[input] / sum_steps[output]);
      }
    }
    factors.push_back(static_cast<float>(sum_steps[output] / steps[output]));
  }
  for (size_t i = 0; i < layer.bias.size(); ++i)
    biases.push_back(static_cast<float>(layer.bias[i] / sum_steps[i % layer.outputs]));
  out.Add(model + ".conv" + std::to_string(number), weights);
  out.Add(model + ".bias" + std::to_string(number), biases);
  out.Add(model + ".factor" + std::to_string(number), factors);
}

// What one whole number stands for in each value of rows: texts reach more than words drawn at random, most of all in values that
// these hardly see.
std::vector<double> StepsOf(const Rows& rows) {
  constexpr double kRoom = 8;
  std::vector<double> largest(rows.front().size(), 1e-6);
  for (const Floats& row : rows)
    for (size_t i = 0; i < row.size(); ++i) largest[i] = std::max<double>(largest[i], row[i]);
  const double mean = std::accumulate(largest.begin(), largest.end(), 0.0) / static_cast<double>(largest.size());
  for (double& value : largest) value = std::max(value, mean) * kRoom / kLargestValue;
  return largest;
}

}  // namespace

Floats Arrays::Get(int number, size_t count) {
  const auto bytes = tar_.Member("arrays/" + std::to_string(number) + ".bin", count * sizeof(float));
  if (!bytes.ok()) {
    status_ = bytes.status();
    return Floats(count);
  }
  Floats out(count);
  std::memcpy(out.data(), bytes->data(), bytes->size());
  return out;
}

Normalisation GetNormalisation(Arrays& arrays, int layer) {
  const size_t width = kHidden[layer - 1];
  const int first = layer * 6 - 3;
  const Floats gamma = arrays.Get(first, width), beta = arrays.Get(first + 1, width), mean = arrays.Get(first + 2, width),
               deviation = arrays.Get(first + 3, width);
  Normalisation out = {std::vector<double>(width), std::vector<double>(width)};
  for (size_t i = 0; i < width; ++i) {
    out.scale[i] = double{gamma[i]} / deviation[i];
    out.shift[i] = beta[i] - mean[i] * out.scale[i];
  }
  return out;
}

void AddEncoder(Arrays& arrays, const Embedding& embedding, const std::vector<std::string_view>& shapes, const std::string& model,
                text::ModelFileWriter& out) {
  constexpr size_t kTokens = 96 * kSequence;
  InputLayer layer1 = GetInputLayer(arrays);
  Rows word_products;
  for (const Floats& vector : embedding.samples) word_products.push_back(WordProducts(layer1, vector));
  std::vector<double> steps1 = StepsOfLayer1(layer1, word_products);
  Rows drawn = RunInputLayer(layer1, word_products, DrawTokens(embedding, shapes, kTokens));

  const std::vector<uint32_t> order1 = PairOrder(drawn);
  Reorder(order1, &layer1.by_input);
  Reorder(order1, &layer1.shapes);
  Reorder(order1, &steps1);
  for (Floats& row : drawn) Reorder(order1, &row);
  AddInputLayer(layer1, steps1, embedding, model, out);

  Convolution layer2 = GetConvolution(arrays, 2, order1);
  drawn = Run(layer2, drawn);
  const std::vector<uint32_t> order2 = PairOrder(drawn);
  std::vector<double> steps2 = StepsOf(drawn);
  Reorder(order2, &steps2);
  Reorder(order2, &layer2.bias);
  std::vector<double> weights;
  for (const uint32_t output : order2) {
    const auto begin = layer2.weights.begin() + static_cast<ptrdiff_t>(output * layer2.inputs * kTaps);
    weights.insert(weights.end(), begin, begin + static_cast<ptrdiff_t>(layer2.inputs * kTaps));
  }
  layer2.weights = std::move(weights);
  for (double& step : steps1) step *= 2;  // the kernel halves the sum
  AddConvolution(layer2, steps1, steps2, 2, model, out);
  AddConvolution(GetConvolution(arrays, 3, order2), steps2, std::vector<double>(kHidden3, 1), 3, model, out);
}

}  // namespace lector::models
