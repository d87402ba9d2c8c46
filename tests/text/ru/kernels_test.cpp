#include "daemon/text/ru/kernels.h"

#include <gtest/gtest.h>

#include <hwy/aligned_allocator.h>
#include <hwy/targets.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

namespace lector::text::ru {
namespace {

std::mt19937& Random() {
  static std::mt19937 random(1);
  return random;
}

std::vector<float> Values(size_t count) {
  std::uniform_real_distribution<float> one(-1, 1);
  std::vector<float> out(count);
  for (float& value : out) value = one(Random());
  return out;
}

// A matrix as panels, and as what it stands for.
struct Matrix {
  Matrix(size_t r, size_t c) : rows(r), columns(c), plain(Values(r * c)), panels(hwy::AllocateAligned<float>(PanelFloats(r, c))) {
    std::fill_n(panels.get(), PanelFloats(r, c), 0.f);
    for (size_t i = 0; i < r; ++i)
      for (size_t j = 0; j < c; ++j) panels[(j / kPanel * r + i) * kPanel + j % kPanel] = plain[i * c + j];
  }
  PanelMatrix view() const { return {panels.get(), rows, columns}; }
  size_t rows, columns;
  std::vector<float> plain;
  hwy::AlignedFreeUniquePtr<float[]> panels;
};

// Every instruction set that this machine has, one after another.
template <class Function>
void OnEveryTarget(const Function& function) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(KernelTarget());
    function();
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(KernelsTest, MultiplyIsAMatrixProduct) {
  OnEveryTarget([] {
    for (const size_t count : {1u, 2u, 5u, 6u, 7u, 13u, 25u}) {
      const Matrix matrix(37, 20);
      const std::vector<float> in = Values(count * 41), bias = Values(32);
      std::vector<float> out(count * 35, 7.f);
      Multiply(in.data(), 41, count, matrix.view(), bias.data(), out.data(), 35);
      for (size_t r = 0; r < count; ++r) {
        for (size_t c = 0; c < 20; ++c) {
          double sum = bias[c];
          for (size_t k = 0; k < 37; ++k) sum += double{in[r * 41 + k]} * matrix.plain[k * 20 + c];
          EXPECT_NEAR(out[r * 35 + c], sum, 1e-5) << r << " " << c;
        }
        EXPECT_EQ(out[r * 35 + 32], 7.f) << "wrote beyond the last panel";
      }
    }
  });
}

// What the tagger's stability rests on.
TEST(KernelsTest, ARowIsTheSameAloneAndAmongOthers) {
  OnEveryTarget([] {
    const Matrix matrix(384, 64);
    const size_t count = 29;
    const std::vector<float> in = Values(count * 384), bias = Values(64);
    std::vector<float> together(count * 64), alone(64);
    Multiply(in.data(), 384, count, matrix.view(), bias.data(), together.data(), 64);
    for (size_t r = 0; r < count; ++r) {
      Multiply(in.data() + r * 384, 384, 1, matrix.view(), bias.data(), alone.data(), 64);
      EXPECT_EQ(std::memcmp(alone.data(), together.data() + r * 64, 64 * sizeof(float)), 0) << r;
    }
  });
}

std::vector<int16_t> Ints(size_t count, int range) {
  std::uniform_int_distribution<int> one(-range, range);
  std::vector<int16_t> out(count);
  for (int16_t& value : out) value = static_cast<int16_t>(one(Random()));
  return out;
}

// Whole numbers are the same everywhere: rounded halves to even, kept at the ends of the range.
TEST(KernelsTest, ProductsOfWholeNumbersAreExact) {
  constexpr size_t kRows = 38, kColumns = 48;
  const std::vector<int16_t> plain = Ints(kRows * kColumns, 5000), in = Ints(25 * 41, 5000);
  const auto panels = hwy::AllocateAligned<int16_t>(kRows * kColumns);
  std::vector<float> factors(kColumns, 0.001f);
  factors[0] = 1;  // too much for 16 bits
  for (size_t i = 0; i < kRows; ++i)
    for (size_t j = 0; j < kColumns; ++j)
      panels[((j / kPanel * kRows + i) / 2 * kPanel + j % kPanel) * 2 + i % 2] = plain[i * kColumns + j];
  OnEveryTarget([&] {
    for (const size_t count : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 13u, 25u}) {
      std::vector<int16_t> out(count * 51, 7);
      Multiply(in.data(), 41, count, {panels.get(), factors.data(), kRows, kColumns}, out.data(), 51);
      for (size_t r = 0; r < count; ++r) {
        for (size_t c = 0; c < kColumns; ++c) {
          int32_t sum = 0;
          for (size_t k = 0; k < kRows; ++k) sum += in[r * 41 + k] * plain[k * kColumns + c];
          const float value = std::nearbyint(static_cast<float>(sum) * factors[c]);
          EXPECT_EQ(out[r * 51 + c], static_cast<int16_t>(std::clamp(value, -32768.f, 32767.f))) << r << " " << c;
        }
        EXPECT_EQ(out[r * 51 + kColumns], 7) << "wrote beyond the last panel";
      }
    }
  });
}

// A matrix of whole numbers as panels, and as what it stands for.
struct WholeMatrix {
  WholeMatrix(size_t r, size_t c)
      : rows(r),
        columns(c),
        plain(Ints(r * c, 3000)),
        factors(Values(Panels(c) * kPanel)),
        panels(hwy::AllocateAligned<int16_t>(PanelFloats(r, c))) {
    std::fill_n(panels.get(), PanelFloats(r, c), int16_t{0});
    for (size_t i = 0; i < r; ++i)
      for (size_t j = 0; j < c; ++j) panels[((j / kPanel * r + i) / 2 * kPanel + j % kPanel) * 2 + i % 2] = plain[i * c + j];
  }
  IntMatrix view() const { return {panels.get(), factors.data(), rows, columns}; }
  double At(const int16_t* in, size_t column) const {
    double sum = 0;
    for (size_t k = 0; k < rows; ++k) sum += double{1} * in[k] * plain[k * columns + column];
    return sum * factors[column];
  }
  size_t rows, columns;
  std::vector<int16_t> plain;
  std::vector<float> factors;
  hwy::AlignedFreeUniquePtr<int16_t[]> panels;
};

TEST(KernelsTest, ProductsOfWholeNumbersBecomeRealOnes) {
  constexpr size_t kRows = 64, kColumns = 16, kCount = 7;
  const WholeMatrix matrix(kRows, kColumns);
  const std::vector<int16_t> in = Ints(kCount * kRows, kWholeRange);
  const std::vector<float> scales = Values(kCount), bias = Values(kColumns);
  OnEveryTarget([&] {
    std::vector<float> out(kCount * kColumns);
    Multiply(in.data(), kRows, kCount, matrix.view(), scales.data(), bias.data(), out.data(), kColumns);
    for (size_t i = 0; i < out.size(); ++i) {
      const double wanted = matrix.At(&in[i / kColumns * kRows], i % kColumns) * scales[i / kColumns] + bias[i % kColumns];
      EXPECT_NEAR(out[i], std::max(wanted, 0.0), std::abs(wanted) * 1e-5 + 1e-3) << i;
    }
  });
}

TEST(KernelsTest, LargestColumnsAreTheFirstOfTheLargest) {
  constexpr size_t kRows = 64, kColumns = 75, kCount = 101;
  WholeMatrix matrix(kRows, kColumns);
  const std::vector<int16_t> in = Ints(kCount * kRows, kWholeRange);
  std::vector<float> scales(kCount, 1e-5f), bias = Values(Panels(kColumns) * kPanel);
  std::fill(bias.begin() + kColumns, bias.end(), std::numeric_limits<float>::lowest());
  OnEveryTarget([&] {
    std::vector<uint16_t> out(kCount);
    LargestColumns(in.data(), kRows, kCount, matrix.view(), scales.data(), bias.data(), out.data());
    for (size_t r = 0; r < kCount; ++r) {
      const auto worth = [&](size_t c) { return matrix.At(&in[r * kRows], c) * scales[r] + bias[c]; };
      for (size_t c = 0; c < kColumns; ++c) ASSERT_LE(worth(c), worth(out[r]) + 1e-2) << r << " " << c;
    }
    const std::vector<int16_t> nothing(kRows);
    std::vector<float> same(bias.size(), std::numeric_limits<float>::lowest());
    for (const auto& equal : {std::vector<size_t>{74, 3, 19}, {70, 41, 57}, {64, 17}}) {
      for (const size_t c : equal) same[c] = -1;
      LargestColumns(nothing.data(), kRows, 1, matrix.view(), scales.data(), same.data(), out.data());
      EXPECT_EQ(out[0], *std::min_element(equal.begin(), equal.end()));
      for (const size_t c : equal) same[c] = std::numeric_limits<float>::lowest();
    }
    std::vector<float> damaged(bias.size(), std::numeric_limits<float>::quiet_NaN());
    LargestColumns(in.data(), kRows, 1, matrix.view(), scales.data(), damaged.data(), out.data());
    EXPECT_LT(out[0], kColumns);
  });
}

TEST(KernelsTest, WholeNumbersKeepTheLargestOfARow) {
  const std::vector<float> in = Values(3 * 64), weights = Values(64);
  OnEveryTarget([&] {
    std::vector<int16_t> out(3 * 64);
    std::vector<float> scales(3);
    ToWhole(in.data(), 64, 3, weights.data(), out.data(), scales.data());
    for (size_t r = 0; r < 3; ++r) {
      int largest = 0;
      for (size_t c = 0; c < 64; ++c) {
        largest = std::max(largest, std::abs(int{out[r * 64 + c]}));
        EXPECT_NEAR(float{1} * out[r * 64 + c] * scales[r], in[r * 64 + c] * weights[c], scales[r] * 0.51f);
      }
      EXPECT_EQ(largest, kWholeRange);
    }
    const std::vector<float> nothing(64);
    ToWhole(nothing.data(), 64, 1, weights.data(), out.data(), scales.data());
    EXPECT_EQ(out[5], 0);
    EXPECT_TRUE(std::isfinite(scales[0]));
  });
}

TEST(KernelsTest, PairsAreThoseAboveZero) {
  constexpr size_t kCount = 5, kSize = kArc * kArc * kRelationRow;
  const std::vector<int16_t> values = Ints(kSize, 2000);
  const std::vector<float> factors = Values(kRelationRow), start = Values(kRelationRow), a = Values(kCount * kArc),
                           b = Values(kCount * kArc);
  const auto matrix = hwy::AllocateAligned<int16_t>(kSize);  // [i][j][n], of two j together
  for (size_t i = 0; i < kSize; ++i) {
    const size_t row = i / kRelationRow;
    matrix[(row / 2 * kRelationRow + i % kRelationRow) * 2 + row % 2] = values[i];
  }
  const float *heads[kCount], *tails[kCount];
  for (size_t r = 0; r < kCount; ++r) heads[r] = a.data() + r * kArc, tails[r] = b.data() + (kCount - 1 - r) * kArc;
  OnEveryTarget([&] {
    std::vector<float> out(kCount * kRelationRow);
    MultiplyPairs(heads, tails, kCount, {matrix.get(), factors.data(), start.data()}, out.data());
    for (size_t r = 0; r < kCount; ++r) {
      for (size_t n = 0; n < kRelationRow; ++n) {
        double sum = 0;
        for (size_t i = 0; i < kArc; ++i)
          for (size_t j = 0; j < kArc; ++j)
            sum += double{std::max(heads[r][i], 0.f)} * tails[r][j] * values[(i * kArc + j) * kRelationRow + n];
        EXPECT_NEAR(out[r * kRelationRow + n], sum * factors[n] + start[n], 5);  // of some 10,000
      }
    }
  });
}

TEST(KernelsTest, SumTapsTakesEachRowOfItsTap) {
  constexpr size_t kCount = 7, kWidth = kTaps * kHidden1;  // more rows than are asked for ahead
  std::vector<std::vector<int16_t>> words, shapes;
  std::vector<const int16_t*> word, shape;
  for (size_t i = 0; i < kCount + 2; ++i) {
    words.push_back(Ints(kWidth, 9000)), shapes.push_back(Ints(kWidth, 9000));
    word.push_back(words.back().data()), shape.push_back(shapes.back().data());
  }
  OnEveryTarget([&] {
    std::vector<int16_t> out(kCount * kHidden1);
    std::vector<uint32_t> masks(kCount * Words(kHidden1));
    SumTaps({word.data(), shape.data()}, kCount, {out.data(), masks.data()});
    for (size_t at = 0; at < out.size(); ++at) {
      const size_t row = at / kHidden1, c = at % kHidden1;
      int sum = 0;
      for (size_t tap = 0; tap < kTaps; ++tap) {
        const int added = words[row + tap][tap * kHidden1 + c] + shapes[row + tap][tap * kHidden1 + c];
        sum = std::clamp(sum + std::clamp(added, -32768, 32767), -32768, 32767);
      }
      EXPECT_EQ(out[at], std::max(sum, 0) / 2) << row << " " << c;
      EXPECT_EQ((masks[at / 64] >> at % 64 / 2 & 1) != 0, out[at] != 0 || out[at ^ 1] != 0) << row << " " << c;
    }
  });
}

// Rows of which about so many pairs in ten are not zero.
struct Sparse {
  Sparse(size_t rows, size_t width, int tenths) : values(Ints(rows * width, 32767)), masks(rows * Words(width)) {
    std::uniform_int_distribution<int> one(0, 9);
    for (size_t pair = 0; pair < values.size() / 2; ++pair) {
      if (one(Random()) < tenths) {
        masks[pair / 32] |= uint32_t{1} << pair % 32;
        values[2 * pair] = static_cast<int16_t>(std::abs(values[2 * pair]));
        values[2 * pair + 1] = 0;
      } else {
        values[2 * pair] = values[2 * pair + 1] = 0;
      }
    }
  }
  SparseRows view() { return {values.data(), masks.data()}; }
  std::vector<int16_t> values;
  std::vector<uint32_t> masks;
};

// A filter, laid out and as what it stands for: weights[tap][input][output].
struct TestFilter {
  TestFilter(size_t in, size_t out)
      : inputs(in),
        outputs(out),
        plain(Ints(kTaps * in * out, 300)),
        bias(Values(kEdges * out)),
        factors(out, 3e-5f),
        weights(hwy::AllocateAligned<int16_t>(plain.size())) {
    for (float& value : bias) value *= 1e7f;
    for (size_t tap = 0; tap < kTaps; ++tap)
      for (size_t i = 0; i < in; ++i)
        for (size_t o = 0; o < out; ++o)
          weights[(((o / kFilterOutputs * in + i) / 2 * kTaps + tap) * kFilterOutputs + o % kFilterOutputs) * 2 + i % 2] =
              plain[(tap * in + i) * out + o];
  }
  Filter view() const { return {weights.get(), bias.data(), factors.data(), inputs, outputs}; }
  // What comes out at row r, before it is rounded.
  double At(const Sparse& in, size_t row, size_t output, uint8_t edge) const {
    double sum = bias[edge * outputs + output];
    for (size_t tap = 0; tap < kTaps; ++tap)
      for (size_t i = 0; i < inputs; ++i)
        sum += 1.0 * in.values[(row + tap) * inputs + i] * plain[(tap * inputs + i) * outputs + output];
    return std::max(sum * factors[output], 0.0);
  }
  size_t inputs, outputs;
  std::vector<int16_t> plain;
  std::vector<float> bias, factors;
  hwy::AlignedFreeUniquePtr<int16_t[]> weights;
};

TEST(KernelsTest, ConvolveAddsWhatIsThere) {
  const TestFilter filter(128, 64);
  OnEveryTarget([&] {
    for (const size_t count : {1u, 2u, 3u, 22u}) {
      for (const int tenths : {0, 2, 10}) {
        Sparse in(count + 2, 128, tenths), whole(count, 64, 5);
        std::vector<uint8_t> edges(count);
        std::vector<float> real(count * 64), sums(count * 64);
        for (size_t r = 0; r < count; ++r) edges[r] = r % kEdges;
        Convolve(in.view(), count, edges.data(), filter.view(), real.data());
        Convolve(in.view(), count, edges.data(), filter.view(), sums.data(), whole.view());
        for (size_t r = 0; r < count; ++r) {
          for (size_t c = 0; c < 64; ++c) {
            const size_t at = r * 64 + c;
            EXPECT_NEAR(real[at], filter.At(in, r, c, edges[r]), 2e-2) << r << " " << c;  // of some 10,000
            const float kept = std::min(std::nearbyint(real[at]), float{kLargestValue});
            EXPECT_EQ(whole.values[at], static_cast<int16_t>(kept)) << r << " " << c;
            const bool is_there = whole.values[at] != 0 || whole.values[at ^ 1] != 0;
            EXPECT_EQ((whole.masks[r] >> c / 2 & 1) != 0, is_there) << "the mask says something else";
          }
        }
      }
    }
  });
}

// What the tagger's stability rests on; and whole numbers are the same everywhere.
TEST(KernelsTest, ARowOfAConvolutionIsTheSameAloneAndAmongOthersAndOnEveryInstructionSet) {
  const TestFilter filter(256, 128);
  constexpr size_t kCount = 17;
  Sparse in(kCount + 2, 256, 3);
  const std::vector<uint8_t> edges(kCount);
  std::vector<float> first;
  OnEveryTarget([&] {
    std::vector<float> together(kCount * 128), alone(128);
    Convolve(in.view(), kCount, edges.data(), filter.view(), together.data());
    for (size_t r = 0; r < kCount; ++r) {
      Convolve({in.values.data() + r * 256, in.masks.data() + r * 4}, 1, edges.data(), filter.view(), alone.data());
      EXPECT_EQ(std::memcmp(alone.data(), together.data() + r * 128, 128 * sizeof(float)), 0) << r;
    }
    if (first.empty()) first = together;
    EXPECT_EQ(std::memcmp(first.data(), together.data(), first.size() * sizeof(float)), 0);
  });
}

TEST(KernelsTest, ArgMaxGivesTheFirstOfTheLargest) {
  OnEveryTarget([] {
    std::vector<float> values(48, std::numeric_limits<float>::lowest());
    for (size_t i = 0; i < 45; ++i) values[i] = -5;
    EXPECT_EQ(ArgMax(values.data(), 45), 0u);
    values[44] = 3;
    EXPECT_EQ(ArgMax(values.data(), 45), 44u);
    values[17] = 3;
    EXPECT_EQ(ArgMax(values.data(), 45), 17u);
    for (size_t i = 0; i < 48; ++i) values[i] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_LT(ArgMax(values.data(), 45), 45u);
  });
}

// Rows of scores with something between them, transitions, and every path over kSteps rows.
struct Chain {
  static constexpr size_t kSteps = 4, kStride = kNerTags + 3;
  std::vector<float> scores = Values(kSteps * kStride), transitions = Values(kNerTags * kNerTags);

  template <class Function>
  static void ForEachPath(const Function& function) {
    for (size_t i = 0; i < 4096; ++i)
      function(std::vector<uint8_t>{static_cast<uint8_t>(i / 512), static_cast<uint8_t>(i / 64 % 8), static_cast<uint8_t>(i / 8 % 8),
                                    static_cast<uint8_t>(i % 8)});
  }
  float Worth(const std::vector<uint8_t>& path) const {
    float sum = 0;
    for (size_t t = 0; t < kSteps; ++t)
      sum += scores[t * kStride + path[t]] + (t == 0 ? 0 : transitions[path[t - 1] * kNerTags + path[t]]);
    return sum;
  }
};

// Against every path there is.
TEST(KernelsTest, BestPathIsTheBestOfAll) {
  OnEveryTarget([] {
    for (int round = 0; round < 10; ++round) {
      const Chain chain;
      std::vector<uint8_t> from(Chain::kSteps * kNerTags), out(Chain::kSteps);
      BestPath(chain.scores.data(), Chain::kStride, Chain::kSteps, chain.transitions.data(), from.data(), out.data());
      const float best = chain.Worth(out);
      Chain::ForEachPath([&](const std::vector<uint8_t>& path) { ASSERT_GE(best, chain.Worth(path) - 1e-5f); });
    }
    const std::vector<float> same(kNerTags * kNerTags);
    std::vector<uint8_t> from(2 * kNerTags), out = {7, 7};
    BestPath(same.data(), kNerTags, 2, same.data(), from.data(), out.data());
    EXPECT_EQ(out, (std::vector<uint8_t>{0, 0})) << "of equal ones the lowest";
  });
}

// The share of the paths that have a tag at a place, and of those that have two side by side, from the sums and from all paths.
TEST(KernelsTest, SumPathsAddsUpAll) {
  constexpr size_t kSize = Chain::kSteps * kNerTags;
  OnEveryTarget([] {
    const Chain chain;
    std::vector<float> weights, factors(kSize), forward(kSize), backward(kSize), scales(Chain::kSteps);
    for (const float transition : chain.transitions) weights.push_back(std::exp(transition));
    SumPaths(chain.scores.data(), Chain::kStride, Chain::kSteps, weights.data(),
             {factors.data(), forward.data(), backward.data(), scales.data()});
    double all = 0;
    std::vector<double> at(kSize), both(kSize * kNerTags);
    Chain::ForEachPath([&](const std::vector<uint8_t>& path) {
      const double worth = std::exp(double{chain.Worth(path)});
      all += worth;
      for (size_t t = 0; t < Chain::kSteps; ++t) {
        at[t * kNerTags + path[t]] += worth;
        if (t > 0) both[(t * kNerTags + path[t - 1]) * kNerTags + path[t]] += worth;
      }
    });
    for (size_t i = 0; i < kSize; ++i) {
      EXPECT_NEAR(forward[i] * backward[i], at[i] / all, 1e-6);
      for (size_t from = 0; i >= kNerTags && from < kNerTags; ++from) {
        const size_t t = i / kNerTags, tag = i % kNerTags;
        const float share = forward[(t - 1) * kNerTags + from] * weights[from * kNerTags + tag] * factors[i] / scales[t] * backward[i];
        EXPECT_NEAR(share, both[(t * kNerTags + from) * kNerTags + tag] / all, 1e-6);
      }
    }
  });
}

TEST(KernelsTest, DotRows) {
  OnEveryTarget([] {
    const std::vector<float> rows = Values(3 * 50), vector = Values(kArc);
    float out[4] = {0, 0, 0, 7};
    DotRows(rows.data(), 50, 3, vector.data(), out);
    for (size_t r = 0; r < 3; ++r) {
      double sum = 0;
      for (size_t i = 0; i < kArc; ++i) sum += double{rows[r * 50 + i]} * vector[i];
      EXPECT_NEAR(out[r], sum, 1e-5);
    }
    EXPECT_EQ(out[3], 7);
  });
}

}  // namespace
}  // namespace lector::text::ru
