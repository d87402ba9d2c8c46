// The arithmetic of the tagger, for the best instruction set of the machine at hand (chosen at run time by Highway).
//
// Every sum is made in one fixed order, whatever rows are multiplied together: a row's result is the same, bit for bit,
// alone and among others. On another instruction set the last bits may differ.
#ifndef LECTOR_DAEMON_TEXT_RU_KERNELS_H_
#define LECTOR_DAEMON_TEXT_RU_KERNELS_H_

#include <cstddef>

#include "daemon/text/ru/tagger_format.h"

namespace lector::text::ru {

// What happens to a sum: + bias (null: none), then relu, then * scale + shift (null: neither). Arrays of a full panel's width.
struct Finish {
  const float* bias = nullptr;
  bool relu = false;
  const float* scale = nullptr;
  const float* shift = nullptr;
};

// A matrix in panels (tagger_format.h).
struct PanelMatrix {
  const float* data = nullptr;
  size_t rows = 0, columns = 0;
};

// out[r][c] = finish(sum over k of in[r][k] * matrix[k][c]), for `count` rows. Strides in floats; `out` gets whole panels. Rows
// of `in` may overlap, as the windows of a convolution do.
void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const Finish& finish, float* out,
              size_t out_stride);

// Layer 1 of one token: what its neighbours and itself add. Each pointer: kTaps x kHidden1 products, of which tap i takes row i.
struct TapInputs {
  const float* word[kTaps];
  const float* shape[kTaps];
};
void SumTaps(const TapInputs& inputs, const Finish& finish, float* out);

// A convolution of kTaps by Winograd's minimal filtering: of each kTile outputs, which need kPoints rows of `in`, the next tile's
// beginning kTile rows on. ToPoints() writes row t of each point's matrix, `count` tiles, at out + point * point_stride + t *
// width; each is multiplied by the filter at that point, and FromPoints() makes rows of outputs of the products. Both widths are
// whole panels.
void ToPoints(const float* in, size_t width, size_t count, float* out, size_t point_stride);
// Writes `rows` rows, of which the last tile may have more.
void FromPoints(const float* products, size_t point_stride, size_t width, size_t rows, const Finish& finish, float* out);

// The first place of the largest of `count` values; values beyond it up to a full panel must be readable and not larger.
size_t ArgMax(const float* values, size_t count);

// out[r] = sum of rows[r * stride + i] * vector[i], i < kArc, for `count` rows.
void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out);

// The instruction set that is used: "AVX2".
const char* KernelTarget();

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_KERNELS_H_
