// A table for people: columns as wide as they must be, the widest narrowed until the table fits. Where that would leave
// nothing to read, each row becomes a block of lines instead.
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

struct Column {
  Column(const char* name) : header(name) {}  // NOLINT(google-explicit-constructor): {"name", "type"}
  Column(const char* name, bool keep) : header(name), whole(keep) {}

  std::string header;
  bool whole = false;  // never narrowed: numbers, of which a part is wrong
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // As many cells as there are columns.
  void Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }

  // Header and rows, each line ended, in at most `width` places (unless what is `whole` needs more). Columns in which every
  // cell is empty are left out.
  std::string Render(size_t width, bool colour) const;

 private:
  // The rows as blocks: the first cell, then the others below it as "header: text", wrapped.
  std::string Blocks(const std::vector<size_t>& shown, size_t width, bool colour) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_TABLE_H_
