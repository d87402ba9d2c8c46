#include "daemon/text/ru/kernels.h"

#include <gtest/gtest.h>

#include <hwy/aligned_allocator.h>
#include <hwy/targets.h>
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

TEST(KernelsTest, MultiplyIsAMatrixProductWithItsFinish) {
  OnEveryTarget([] {
    for (const size_t count : {1u, 2u, 5u, 6u, 7u, 13u, 25u}) {
      const Matrix matrix(37, 20);
      const std::vector<float> in = Values(count * 41), bias = Values(32), scale = Values(32), shift = Values(32);
      std::vector<float> out(count * 35, 7.f);
      Multiply(in.data(), 41, count, matrix.view(), {bias.data(), true, scale.data(), shift.data()}, out.data(), 35);
      for (size_t r = 0; r < count; ++r) {
        for (size_t c = 0; c < 20; ++c) {
          double sum = bias[c];
          for (size_t k = 0; k < 37; ++k) sum += double{in[r * 41 + k]} * matrix.plain[k * 20 + c];
          EXPECT_NEAR(out[r * 35 + c], std::max(sum, 0.0) * scale[c] + shift[c], 1e-5) << r << " " << c;
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
    Multiply(in.data(), 384, count, matrix.view(), {bias.data(), true}, together.data(), 64);
    for (size_t r = 0; r < count; ++r) {
      Multiply(in.data() + r * 384, 384, 1, matrix.view(), {bias.data(), true}, alone.data(), 64);
      EXPECT_EQ(std::memcmp(alone.data(), together.data() + r * 64, 64 * sizeof(float)), 0) << r;
    }
  });
}

TEST(KernelsTest, SumTapsTakesEachRowOfItsTap) {
  OnEveryTarget([] {
    const std::vector<float> words[] = {Values(768), Values(768), Values(768)},
                             shapes[] = {Values(768), Values(768), Values(768)};
    const std::vector<float> bias = Values(256);
    std::vector<float> out(256);
    SumTaps({{words[0].data(), words[1].data(), words[2].data()}, {shapes[0].data(), shapes[1].data(), shapes[2].data()}},
            {bias.data(), true}, out.data());
    for (size_t c = 0; c < 256; ++c) {
      float sum = bias[c];
      for (size_t tap = 0; tap < 3; ++tap) sum += words[tap][tap * 256 + c] + shapes[tap][tap * 256 + c];
      EXPECT_NEAR(out[c], std::max(sum, 0.f), 1e-5);
    }
  });
}

// The filter at each point: what lector-models computes from three taps.
std::vector<float> AtPoint(const std::vector<float> (&taps)[kTaps], size_t point) {
  constexpr double kFilter[kPoints][kTaps] = {{1. / 4, 0, 0},
                                              {-1. / 6, -1. / 6, -1. / 6},
                                              {-1. / 6, 1. / 6, -1. / 6},
                                              {1. / 24, 1. / 12, 1. / 6},
                                              {1. / 24, -1. / 12, 1. / 6},
                                              {0, 0, 1}};
  std::vector<float> out(taps[0].size());
  for (size_t i = 0; i < out.size(); ++i)
    for (size_t tap = 0; tap < kTaps; ++tap) out[i] += static_cast<float>(kFilter[point][tap] * taps[tap][i]);
  return out;
}

TEST(KernelsTest, PointsMakeAConvolution) {
  OnEveryTarget([] {
    constexpr size_t kIn = 48, kOut = 16;  // one panel of outputs: a filter's rows are its panel's
    for (const size_t rows : {1u, 3u, 4u, 5u, 22u}) {
      const size_t tiles = (rows + kTile - 1) / kTile;
      const std::vector<float> in = Values((tiles * kTile + 2) * kIn), bias = Values(kOut);
      const std::vector<float> taps[kTaps] = {Values(kIn * kOut), Values(kIn * kOut), Values(kIn * kOut)};
      std::vector<float> points(kPoints * tiles * kIn), products(kPoints * tiles * kOut), out(rows * kOut + 1, 7.f);
      ToPoints(in.data(), kIn, tiles, points.data(), tiles * kIn);
      for (size_t point = 0; point < kPoints; ++point) {
        const std::vector<float> values = AtPoint(taps, point);
        const auto panel = hwy::AllocateAligned<float>(values.size());
        std::copy(values.begin(), values.end(), panel.get());
        Multiply(points.data() + point * tiles * kIn, kIn, tiles, {panel.get(), kIn, kOut}, {},
                 products.data() + point * tiles * kOut, kOut);
      }
      FromPoints(products.data(), tiles * kOut, kOut, rows, {bias.data(), true}, out.data());
      for (size_t r = 0; r < rows; ++r) {
        for (size_t c = 0; c < kOut; ++c) {
          double sum = bias[c];
          for (size_t tap = 0; tap < kTaps; ++tap)
            for (size_t i = 0; i < kIn; ++i) sum += double{in[(r + tap) * kIn + i]} * taps[tap][i * kOut + c];
          EXPECT_NEAR(out[r * kOut + c], std::max(sum, 0.0), 2e-5) << r << " " << c;
        }
      }
      EXPECT_EQ(out[rows * kOut], 7.f) << "wrote beyond the last row";
    }
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
