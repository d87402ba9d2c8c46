#include "cli/table.h"

#include <algorithm>

namespace lector::cli {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kNarrowest = 8;

// Takes places from the widest columns that may be narrowed until the sum fits; false when they would be too narrow to read.
bool Narrow(const std::vector<bool>& whole, std::vector<size_t>* widths, size_t available) {
  size_t total = 0;
  for (const size_t width : *widths) total += width;
  while (total > available) {
    size_t* widest = nullptr;
    for (size_t i = 0; i < widths->size(); ++i)
      if (!whole[i] && (widest == nullptr || (*widths)[i] > *widest)) widest = &(*widths)[i];
    if (widest == nullptr || *widest <= kNarrowest) return false;
    --*widest;
    --total;
  }
  return true;
}

}  // namespace

std::string Table::Render(size_t width, bool colour) const {
  std::vector<size_t> shown, widths;
  std::vector<bool> whole;
  for (size_t column = 0; column < columns_.size(); ++column) {
    size_t widest = 0;
    for (const auto& row : rows_) widest = std::max(widest, DisplayWidth(Shorten(row[column].text, 4 * kNarrowest + width)));
    if (widest == 0) continue;
    shown.push_back(column);
    widths.push_back(std::max(widest, DisplayWidth(columns_[column].header)));
    whole.push_back(columns_[column].whole);
  }
  if (shown.empty()) return {};
  const size_t frame = kGap * shown.size();
  if (!Narrow(whole, &widths, width > frame ? width - frame : 0)) return Blocks(shown, width, colour);

  std::string out;
  const auto line = [&](const auto& cell_of) {
    for (size_t i = 0; i < shown.size(); ++i) {
      const Cell cell = cell_of(shown[i]);
      const std::string text = Shorten(cell.text, widths[i]);
      out.append(kGap, ' ');
      out += Paint(text, cell.style, colour);
      if (i + 1 < shown.size()) out.append(widths[i] - std::min(widths[i], DisplayWidth(text)), ' ');
    }
    out += '\n';
  };
  line([&](size_t column) { return Cell{columns_[column].header, {.dim = true}}; });
  for (const auto& row : rows_) line([&](size_t column) { return row[column]; });
  return out;
}

std::string Table::Blocks(const std::vector<size_t>& shown, size_t width, bool colour) const {
  std::string out;
  for (const auto& row : rows_) {
    size_t used = width;  // a line is begun by the first cell, and when the next does not fit
    for (const size_t column : shown) {
      if (row[column].text.empty()) continue;
      const bool first = column == shown.front();
      const std::string header = first ? "" : columns_[column].header + ": ";
      const size_t indent = first ? kGap : 2 * kGap, taken = indent + DisplayWidth(header);
      const size_t room = std::max(width > taken ? width - taken : 0, kNarrowest);
      const std::string text = columns_[column].whole ? row[column].text : Shorten(row[column].text, room);
      const size_t needed = DisplayWidth(header) + DisplayWidth(text);
      if (used + kGap + needed > width) {
        if (!first) out += '\n';
        out.append(indent, ' ');
        used = indent;
      } else {
        out.append(kGap, ' ');
        used += kGap;
      }
      out += Paint(header, {.dim = true}, colour) + Paint(text, row[column].style, colour);
      used = first ? width : used + needed;
    }
    out += '\n';
  }
  return out;
}

}  // namespace lector::cli
