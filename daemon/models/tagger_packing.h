// How tagger.ru.bin lays out strings and matrices (daemon/text/ru/tagger_format.h).
#ifndef LECTOR_DAEMON_MODELS_TAGGER_PACKING_H_
#define LECTOR_DAEMON_MODELS_TAGGER_PACKING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/text/model_file.h"
#include "daemon/text/ru/tagger_format.h"

namespace lector::models {

using Floats = std::vector<float>;

std::vector<std::string_view> Lines(std::string_view text);

// Strings as two sections: NAME and NAME.begin.
void AddStrings(const std::string& name, const std::vector<std::string_view>& strings, text::ModelFileWriter& out);

// Panels of a matrix, get(row, column) -> float.
template <class Get>
Floats Pack(size_t rows, size_t columns, const Get& get) {
  using text::ru::kPanel;
  Floats out(text::ru::PanelFloats(rows, columns));
  for (size_t row = 0; row < rows; ++row)
    for (size_t column = 0; column < columns; ++column)
      out[(column / kPanel * rows + row) * kPanel + column % kPanel] = get(row, column);
  return out;
}

// What fills the last panel never wins over what is there.
Floats PadToPanel(Floats values);

// Rounded; at the ends of the range of 16 bits kept there.
int16_t Whole(double value);

// A matrix by_input[rows][columns] whose sums fit 32 bits, where largest[i] is what comes in at row i at most: panels of whole
// numbers, and what a one stands for in each column.
struct WholeMatrix {
  std::vector<int16_t> panels;
  std::vector<double> steps;
};
WholeMatrix PackWhole(const Floats& by_input, size_t columns, const std::vector<double>& largest);

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_TAGGER_PACKING_H_
