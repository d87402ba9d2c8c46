#include "daemon/models/tagger_drawing.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>

namespace lector::models {
namespace {

size_t ShapeNamed(const std::vector<std::string_view>& shapes, std::string_view name) {
  return static_cast<size_t>(std::find(shapes.begin(), shapes.end(), name) - shapes.begin());
}

}  // namespace

std::vector<Drawn> DrawTokens(const Embedding& embedding, const std::vector<std::string_view>& shapes, size_t count) {
  constexpr double kCapitals = 0.2, kAllCapitals = 0.03;
  const size_t other = ShapeNamed(shapes, "OTHER") % shapes.size(), lower = ShapeNamed(shapes, "RU_xx") % shapes.size(),
               title = ShapeNamed(shapes, "RU_Xx") % shapes.size(), upper = ShapeNamed(shapes, "RU_XX") % shapes.size();
  std::mt19937 random(1);
  const auto draw = [&random] { return random() / 4294967296.0; };
  std::vector<Drawn> out;
  for (size_t i = 0; i < count; ++i) {
    // A word's share is one over its place.
    const size_t sample = static_cast<size_t>(std::pow(static_cast<double>(embedding.samples.size()), draw())) - 1;
    const std::string& word = embedding.sample_words[sample];
    const double which = draw();
    size_t shape = ShapeNamed(shapes, "PUNCT_" + word);
    if (shape == shapes.size() && !word.empty()) {
      const bool is_letter = static_cast<unsigned char>(word[0]) >= 0x80;
      shape = !is_letter ? other : which < kAllCapitals ? upper : which < kCapitals ? title : lower;
    }
    out.push_back({sample, shape % shapes.size()});
  }
  return out;
}

std::vector<uint32_t> PairOrder(const std::vector<Floats>& rows) {
  const size_t width = rows.front().size();
  std::vector<uint32_t> together(width * width);
  for (const Floats& row : rows) {
    std::vector<uint32_t> places;
    for (uint32_t i = 0; i < width; ++i)
      if (row[i] > 0) places.push_back(i);
    for (const uint32_t a : places)
      for (const uint32_t b : places) ++together[a * width + b];
  }
  // The two that are most often there together, then the two of the rest, and so on.
  std::vector<uint32_t> pairs;
  for (uint32_t a = 0; a < width; ++a)
    for (uint32_t b = a + 1; b < width; ++b) pairs.push_back(static_cast<uint32_t>(a * width + b));
  std::stable_sort(pairs.begin(), pairs.end(), [&together](uint32_t a, uint32_t b) { return together[a] > together[b]; });
  std::vector<bool> is_taken(width);
  std::vector<uint32_t> out;
  for (const uint32_t pair : pairs) {
    const uint32_t a = static_cast<uint32_t>(pair / width), b = static_cast<uint32_t>(pair % width);
    if (is_taken[a] || is_taken[b]) continue;
    is_taken[a] = is_taken[b] = true;
    out.insert(out.end(), {a, b});
  }
  return out;
}

}  // namespace lector::models
