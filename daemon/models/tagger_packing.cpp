#include "daemon/models/tagger_packing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lector::models {

using namespace text::ru;  // NOLINT(google-build-using-namespace): the format is what this file is about

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t end = 0; end != std::string_view::npos;) {
    end = text.find('\n');
    out.push_back(text.substr(0, end));
    if (end != std::string_view::npos) text.remove_prefix(end + 1);
  }
  return out;
}

void AddStrings(const std::string& name, const std::vector<std::string_view>& strings, text::ModelFileWriter& out) {
  std::string pool;
  std::vector<uint32_t> begin = {0};
  for (const std::string_view string : strings) {
    pool += string;
    begin.push_back(static_cast<uint32_t>(pool.size()));
  }
  out.AddText(name, pool);
  out.Add(name + ".begin", begin);
}

Floats PadToPanel(Floats values) {
  values.resize(Panels(values.size()) * kPanel, std::numeric_limits<float>::lowest());
  return values;
}

int16_t Whole(double value) {
  constexpr double kRange = std::numeric_limits<int16_t>::max();
  return static_cast<int16_t>(std::lround(std::clamp(value, -kRange, kRange)));
}

WholeMatrix PackWhole(const Floats& by_input, size_t columns, const std::vector<double>& largest) {
  constexpr double kLargestSum = 0.999 * std::numeric_limits<int32_t>::max(), kRange = std::numeric_limits<int16_t>::max();
  const size_t rows = largest.size();
  WholeMatrix out = {std::vector<int16_t>(PanelFloats(rows, columns)), std::vector<double>(columns)};
  for (size_t column = 0; column < columns; ++column) {
    double sum = 0, most = 1e-9;
    for (size_t i = 0; i < rows; ++i) {
      const double weight = std::abs(by_input[i * columns + column]);
      sum += weight * largest[i];
      most = std::max(most, weight);
    }
    const double step = out.steps[column] = std::max(sum / kLargestSum, most / kRange);
    for (size_t i = 0; i < rows; ++i) {
      const size_t pair = (column / kPanel * rows / 2 + i / 2) * kPanel + column % kPanel;
      out.panels[pair * 2 + i % 2] = Whole(by_input[i * columns + column] / step);
    }
  }
  return out;
}

}  // namespace lector::models
