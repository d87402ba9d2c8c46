// natasha (PyPI): the Slovnet news models and the Navec embedding they share, into tagger.ru.bin.
//
// What the files hold: docs/document-model.md, "Sources of the models". Everything that does not depend on the text is worked
// out here: matrices are laid out as the kernels read them, batch normalisation becomes a scale and a shift.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "daemon/models/compile.h"
#include "daemon/models/tagger_embedding.h"
#include "daemon/models/tagger_packing.h"
#include "daemon/text/ru/kernels.h"
#include "daemon/text/ru/tagger_format.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::models {
namespace {

using namespace text::ru;  // NOLINT(google-build-using-namespace): the format is what this file is about

constexpr char kData[] = "natasha/data/";
constexpr char kLicence[] = "natasha-1.6.0.dist-info/LICENSE";
constexpr size_t kHidden[] = {kHidden1, kHidden2, kHidden3};
constexpr size_t kInputDim = kWordDim + kShapeDim;

// The numbered arrays of one model's tar.
class Arrays {
 public:
  explicit Arrays(const Archive& tar) : tar_(tar) {}

  // Empty, and status() an error from then on, when it is not there or has another number of elements.
  Floats Get(int number, size_t count) {
    const auto bytes = tar_.Member("arrays/" + std::to_string(number) + ".bin", count * sizeof(float));
    if (!bytes.ok()) {
      status_ = bytes.status();
      return Floats(count);
    }
    Floats out(count);
    std::memcpy(out.data(), bytes->data(), bytes->size());
    return out;
  }
  const Status& status() const { return status_; }

 private:
  const Archive& tar_;
  Status status_;
};

// A projection out of the encoder: array `number` is rows x columns, the bias follows it.
struct Projection {
  Floats weight, bias;
};
Projection GetProjection(Arrays& arrays, int number, size_t columns) {
  return {arrays.Get(number, kHidden3 * columns), arrays.Get(number + 1, columns)};
}

// What comes behind the relu of a layer: * scale + shift. What reads the layer does it: it is worked into those weights.
struct Normalisation {
  std::vector<double> scale, shift;
};

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

// What one whole number stands for in each output of layer 1. The sums of six products in running text reach 2.9 times the
// largest product of one: that has room.
std::vector<double> StepsOfLayer1(const Floats& by_input, const Floats& shapes, const Embedding& embedding) {
  constexpr double kRange = std::numeric_limits<int16_t>::max(), kRoom = 3;
  std::vector<double> out(kHidden1);
  const auto take = [&out](const Floats& products, size_t from) {
    for (size_t column = 0; column < kTaps * kHidden1; ++column)
      out[column % kHidden1] = std::max<double>(out[column % kHidden1], std::abs(products[from + column]));
  };
  for (size_t shape = 0; shape < kShapes; ++shape) take(shapes, shape * kTaps * kHidden1);
  Floats sums(kTaps * kHidden1);
  for (const Floats& vector : embedding.samples) {
    std::fill(sums.begin(), sums.end(), 0.f);
    for (size_t i = 0; i < kWordDim; ++i) {
      const float value = vector[i], *const weights = &by_input[i * kTaps * kHidden1];
      for (size_t column = 0; column < kTaps * kHidden1; ++column) sums[column] += value * weights[column];
    }
    take(sums, 0);
  }
  for (double& step : out) step = std::max(step, 1e-6) * kRoom / kRange;
  return out;
}

// The word's part of layer 1, the first kWordDim rows of by_input[][kTaps x kHidden1].
void AddWordMatrix(const Floats& by_input, const std::vector<double>& steps, const Embedding& embedding, const std::string& model,
                   text::ModelFileWriter& out) {
  const WholeMatrix matrix = PackWhole(by_input, kTaps * kHidden1, embedding.largest);
  Floats factors;
  for (size_t column = 0; column < kTaps * kHidden1; ++column)
    factors.push_back(static_cast<float>(matrix.steps[column] * embedding.step / steps[column % kHidden1]));
  out.Add(model + ".word", matrix.panels);
  out.Add(model + ".word.factor", factors);
}

// Layer 1 is split by where its input comes from: the word's part is multiplied when a word is met, the shape's part here.
// Returns what a whole number in each output stands for.
std::vector<double> AddInputLayer(Arrays& arrays, const Embedding& embedding, const std::string& model,
                                  text::ModelFileWriter& out) {
  constexpr size_t kColumns = kTaps * kHidden1;
  const Floats weight = arrays.Get(1, kHidden1 * kInputDim * kTaps), shapes = arrays.Get(0, kShapes * kShapeDim),
               bias = arrays.Get(2, kHidden1);
  Floats by_input(kInputDim * kColumns);
  for (size_t i = 0; i < kInputDim; ++i)
    for (size_t column = 0; column < kColumns; ++column)
      by_input[i * kColumns + column] = weight[(column % kHidden1 * kInputDim + i) * kTaps + column / kHidden1];
  Floats products(kShapes * kColumns);
  for (size_t shape = 0; shape < kShapes; ++shape) {
    for (size_t column = 0; column < kColumns; ++column) {
      double sum = column / kHidden1 == 1 ? bias[column % kHidden1] : 0;
      for (size_t i = 0; i < kShapeDim; ++i)
        sum += double{shapes[shape * kShapeDim + i]} * by_input[(kWordDim + i) * kColumns + column];
      products[shape * kColumns + column] = static_cast<float>(sum);
    }
  }
  std::vector<double> steps = StepsOfLayer1(by_input, products, embedding);
  AddWordMatrix(by_input, steps, embedding, model, out);
  std::vector<int16_t> whole(products.size());
  for (size_t i = 0; i < whole.size(); ++i) whole[i] = Whole(products[i] / steps[i % kHidden1]);
  out.Add(model + ".shape", whole);
  return steps;
}

// `layer`: 2 or 3; weights are outputs x inputs x taps. `steps`: what a one among the inputs stands for.
void AddConvolution(Arrays& arrays, int layer, const std::vector<double>& steps, const std::string& model,
                    text::ModelFileWriter& out) {
  const size_t inputs = kHidden[layer - 2], outputs = kHidden[layer - 1];
  const Floats weight = arrays.Get(layer * 6 - 5, outputs * inputs * kTaps), bias = arrays.Get(layer * 6 - 4, outputs);
  const Normalisation before = GetNormalisation(arrays, layer - 1);
  Floats weights(outputs * inputs * kTaps), biases;
  std::vector<std::array<double, kTaps>> shifts(outputs);  // what the shift of the layer before adds through each tap
  for (size_t output = 0; output < outputs; ++output) {
    for (size_t input = 0; input < inputs; ++input) {
      for (size_t tap = 0; tap < kTaps; ++tap) {
        const double value = weight[(output * inputs + input) * kTaps + tap];
        const size_t row = (output / kFilterOutputs * inputs + input) * kTaps + tap;
        weights[row * kFilterOutputs + output % kFilterOutputs] = static_cast<float>(value * before.scale[input] * steps[input]);
        shifts[output][tap] += value * before.shift[input];
      }
    }
  }
  for (const uint8_t edge : {kInside, kNothingBefore, kNothingAfter, kAlone}) {
    for (size_t output = 0; output < outputs; ++output) {
      double sum = bias[output] + shifts[output][1];
      if ((edge & kNothingBefore) == 0) sum += shifts[output][0];
      if ((edge & kNothingAfter) == 0) sum += shifts[output][2];
      biases.push_back(static_cast<float>(sum));
    }
  }
  const std::string number = std::to_string(layer);
  out.Add(model + ".conv" + number, weights);
  out.Add(model + ".bias" + number, biases);
}

void AddEncoder(Arrays& arrays, const Embedding& embedding, const std::string& model, text::ModelFileWriter& out) {
  AddConvolution(arrays, 2, AddInputLayer(arrays, embedding, model, out), model, out);
  AddConvolution(arrays, 3, std::vector<double>(kHidden2, 1), model, out);
}

// Works the encoder's last normalisation into what reads it, but for `taken` of its scale.
void WorkIn(const Normalisation& last, const Floats& taken, Projection* head) {
  const size_t columns = head->bias.size();
  for (size_t column = 0; column < columns; ++column) {
    double bias = head->bias[column];
    for (size_t row = 0; row < kHidden3; ++row) {
      float& weight = head->weight[row * columns + column];
      bias += weight * last.shift[row];
      weight = static_cast<float>(weight * last.scale[row] / taken[row]);
    }
    head->bias[column] = static_cast<float>(bias);
  }
}

void AddLinearHead(const std::string& model, const Normalisation& last, Projection head, text::ModelFileWriter& out) {
  const size_t columns = head.bias.size();
  WorkIn(last, Floats(kHidden3, 1), &head);
  out.Add(model + ".head",
          Pack(kHidden3, columns, [&](size_t row, size_t column) { return head.weight[row * columns + column]; }));
  out.Add(model + ".head.bias", PadToPanel(head.bias));
}

// The many tags of morphology, in whole numbers: the encoder's numbers are scaled first, which makes them alike in size.
void AddWholeHead(const std::string& model, const Normalisation& last, Projection head, text::ModelFileWriter& out) {
  Floats scale;
  for (const double value : last.scale) scale.push_back(static_cast<float>(std::max(std::abs(value), 1e-9)));
  WorkIn(last, scale, &head);
  const WholeMatrix matrix = PackWhole(head.weight, head.bias.size(), std::vector<double>(kHidden3, kWholeRange));
  Floats factors(Panels(head.bias.size()) * kPanel);
  std::copy(matrix.steps.begin(), matrix.steps.end(), factors.begin());
  out.Add(model + ".scale", scale);
  out.Add(model + ".head", matrix.panels);
  out.Add(model + ".head.factor", factors);
  out.Add(model + ".head.bias", PadToPanel(head.bias));
}

Floats Project(const Floats& input, const Projection& projection) {
  const size_t columns = projection.bias.size();
  Floats out(columns);
  for (size_t column = 0; column < columns; ++column) {
    double sum = projection.bias[column];
    for (size_t row = 0; row < kHidden3; ++row) sum += double{input[row]} * projection.weight[row * columns + column];
    out[column] = static_cast<float>(std::max(sum, 0.0));
  }
  return out;
}

void AddSyntaxHeads(Arrays& arrays, size_t relations, text::ModelFileWriter& out) {
  const Projection parts[] = {GetProjection(arrays, 19, kArc), GetProjection(arrays, 21, kArc), GetProjection(arrays, 27, kArc),
                              GetProjection(arrays, 25, kArc)};
  Projection all = {Floats(kHidden3 * 4 * kArc), {}};
  for (size_t part = 0; part < 4; ++part) {
    for (size_t i = 0; i < kHidden3 * kArc; ++i) all.weight[i / kArc * 4 * kArc + part * kArc + i % kArc] = parts[part].weight[i];
    all.bias.insert(all.bias.end(), parts[part].bias.begin(), parts[part].bias.end());
  }
  AddLinearHead("syntax", GetNormalisation(arrays, 3), all, out);
  Floats roots = Project(arrays.Get(23, kHidden3), parts[1]);
  const Floats relation_root = Project(arrays.Get(29, kHidden3), parts[3]);
  roots.insert(roots.end(), relation_root.begin(), relation_root.end());
  out.Add("syntax.roots", roots);
  const Floats arcs = arrays.Get(24, kArc * kArc), kernel = arrays.Get(30, kArc * relations * kArc);
  out.Add("syntax.arcs", Pack(kArc, kArc, [&](size_t row, size_t column) { return arcs[row * kArc + column]; }));
  Floats pairs(kArc * kArc * kRelationRow);
  for (size_t head = 0; head < kArc; ++head)
    for (size_t relation = 0; relation < relations; ++relation)
      for (size_t tail = 0; tail < kArc; ++tail)
        pairs[(head * kArc + tail) * kRelationRow + relation] = kernel[(head * relations + relation) * kArc + tail];
  out.Add("syntax.relations", pairs);
}

Status AddNer(const Archive& tar, const Embedding& embedding, Arrays& arrays, text::ModelFileWriter& out) {
  const Result<std::string> tags = tar.GunzipText("vocabs/tag.gz");
  if (!tags.ok()) return tags.status();
  if (*tags != "<pad>\nO\nB-PER\nI-PER\nB-LOC\nI-LOC\nB-ORG\nI-ORG")
    return Status(Code::kFailedPrecondition, tar.name() + ": vocabs/tag.gz does not have the tags that are expected");
  AddEncoder(arrays, embedding, "ner", out);
  AddLinearHead("ner", GetNormalisation(arrays, 3), GetProjection(arrays, 19, kNerTags), out);
  out.Add("ner.transitions", arrays.Get(21, kNerTags * kNerTags));
  return Status();
}

Status AddMorph(const Archive& tar, const Embedding& embedding, Arrays& arrays, text::ModelFileWriter& out) {
  const Result<std::string> text = tar.GunzipText("vocabs/tag.gz");
  if (!text.ok()) return text.status();
  const std::vector<std::string_view> tags = Lines(*text);
  std::vector<uint8_t> upos;
  std::vector<uint64_t> feats;
  for (const std::string_view tag : tags) {
    const text::UdTag parsed = text::ParseUdTag(tag);
    upos.push_back(parsed.upos);
    feats.push_back(parsed.feats);
  }
  AddEncoder(arrays, embedding, "morph", out);
  AddWholeHead("morph", GetNormalisation(arrays, 3), GetProjection(arrays, 19, tags.size()), out);
  AddStrings("morph.tags", tags, out);
  out.Add("morph.upos", upos);
  out.Add("morph.feats", feats);
  return Status();
}

Status AddSyntax(const Archive& tar, const Embedding& embedding, Arrays& arrays, text::ModelFileWriter& out) {
  const Result<std::string> text = tar.GunzipText("vocabs/rel.gz");
  if (!text.ok()) return text.status();
  std::vector<uint8_t> relation;
  for (const std::string_view name : Lines(*text)) relation.push_back(text::RelationByName(name));
  if (relation.size() > kRelationRow) return Status(Code::kFailedPrecondition, tar.name() + ": it has too many relations");
  AddEncoder(arrays, embedding, "syntax", out);
  AddSyntaxHeads(arrays, relation.size(), out);
  out.Add("syntax.relation", relation);
  return Status();
}

Status Compile(const Archive& wheel, text::ModelFileWriter& out) {
  const Result<Archive> navec = wheel.Nested(std::string(kData) + "emb/navec_news_v1_1B_250K_300d_100q.tar");
  if (!navec.ok()) return navec.status();
  const Result<Embedding> embedding = AddEmbedding(*navec, out);
  if (!embedding.ok()) return embedding.status();

  constexpr Status (*kAdd[])(const Archive&, const Embedding&, Arrays&, text::ModelFileWriter&) = {AddNer, AddMorph, AddSyntax};
  for (size_t model = 0; model < std::size(kModels); ++model) {
    const Result<Archive> tar = wheel.Nested(std::string(kData) + "model/slovnet_" + kModels[model] + "_news_v1.tar");
    if (!tar.ok()) return tar.status();
    const Result<std::string> shapes = tar->GunzipText("vocabs/shape.gz"), own_words = tar->GunzipText("vocabs/word.gz");
    if (!shapes.ok()) return shapes.status();
    if (!own_words.ok()) return own_words.status();
    if (*own_words != embedding->words || Lines(*shapes).size() != kShapes)
      return Status(Code::kFailedPrecondition, tar->name() + ": its words or shapes are not those of the embedding");
    if (model == 0) AddStrings("shapes", Lines(*shapes), out);
    Arrays arrays(*tar);
    if (Status status = kAdd[model](*tar, *embedding, arrays, out); !status.ok()) return status;
    if (!arrays.status().ok()) return arrays.status();
  }
  return Status();
}

bool Wanted(std::string_view member) { return member == kLicence || (member.starts_with(kData) && member.ends_with(".tar")); }

Result<std::string> Notice(const Archive& wheel) {
  const auto licence = wheel.Member(kLicence);
  if (!licence.ok()) return licence.status();
  return "tagger.ru.bin is compiled from the Slovnet news models and the Navec embedding in natasha 1.6.0\n"
         "(https://pypi.org/project/natasha/1.6.0/, https://github.com/natasha). The terms of that package:\n\n" +
         std::string(reinterpret_cast<const char*>(licence->data()), licence->size());
}

}  // namespace

const Package kTaggerPackage = {"natasha",   "1.6.0",     "e12b130d05a0b4d2eb6442092ed5b5769a68a311c17f2095b1aa739fb8d6dc78",
                                kTaggerFile, kTaggerKind, kTaggerVersion,
                                Compile,     Wanted,      "Russian: names, syntax, morphology in context",
                                Notice};

}  // namespace lector::models
