// A table for people: columns as wide as they must be, the widest narrowed until the table fits.
#ifndef LECTOR_CLI_TABLE_H_
#define LECTOR_CLI_TABLE_H_

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace lector::cli {

struct Cell {
  std::string text;
  Style style;
};

class Table {
 public:
  explicit Table(std::vector<std::string> headers) : headers_(std::move(headers)) {}

  // As many cells as there are headers.
  void Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }

  // Header and rows, each line ended, in at most `width` columns (unless there are more columns than that). Columns in
  // which every cell is empty are left out.
  std::string Render(size_t width, bool colour) const;

 private:
  std::vector<std::string> headers_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_TABLE_H_
