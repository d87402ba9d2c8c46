#include "cli/table.h"

#include <algorithm>

namespace lector::cli {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kNarrowest = 8;

// Takes columns from the widest until the sum fits or all are narrow.
void Narrow(std::vector<size_t>* widths, size_t available) {
  size_t total = 0;
  for (const size_t width : *widths) total += width;
  while (total > available) {
    const auto widest = std::max_element(widths->begin(), widths->end());
    if (*widest <= kNarrowest) return;
    --*widest;
    --total;
  }
}

}  // namespace

std::string Table::Render(size_t width, bool colour) const {
  std::vector<size_t> columns, widths;
  for (size_t column = 0; column < headers_.size(); ++column) {
    size_t widest = 0;
    for (const auto& row : rows_) widest = std::max(widest, DisplayWidth(Shorten(row[column].text, 4 * kNarrowest + width)));
    if (widest == 0) continue;
    columns.push_back(column);
    widths.push_back(std::max(widest, DisplayWidth(headers_[column])));
  }
  if (columns.empty()) return {};
  const size_t frame = kGap * columns.size();
  Narrow(&widths, width > frame ? width - frame : 0);

  std::string out;
  const auto line = [&](const auto& cell_of) {
    for (size_t i = 0; i < columns.size(); ++i) {
      const Cell cell = cell_of(columns[i]);
      const std::string text = Shorten(cell.text, widths[i]);
      out.append(kGap, ' ');
      out += Paint(text, cell.style, colour);
      if (i + 1 < columns.size()) out.append(widths[i] - std::min(widths[i], DisplayWidth(text)), ' ');
    }
    out += '\n';
  };
  line([&](size_t column) { return Cell{headers_[column], {.dim = true}}; });
  for (const auto& row : rows_) line([&](size_t column) { return row[column]; });
  return out;
}

}  // namespace lector::cli
