// The arithmetic of the tagger, for the best instruction set of the machine at hand (chosen at run time by Highway).
//
// Every sum is made in one fixed order, whatever rows are multiplied together: a row's result is the same, bit for bit,
// alone and among others. On another instruction set the last bits may differ.
#ifndef LECTOR_DAEMON_TEXT_RU_KERNELS_H_
#define LECTOR_DAEMON_TEXT_RU_KERNELS_H_

#include <cstddef>
#include <cstdint>

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

// A matrix of whole numbers in panels (tagger_format.h), and what each column's sums are multiplied by.
struct IntMatrix {
  const int16_t* data = nullptr;
  const float* factors = nullptr;  // of whole panels
  size_t rows = 0, columns = 0;    // rows: even
};

// out[r][c] = factors[c] * sum over k of in[r][k] * matrix[k][c], rounded, at the ends of its range kept there. Sums must fit 32
// bits. The same bits on every instruction set. Strides in numbers.
void Multiply(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, int16_t* out, size_t out_stride);

// The same, as real numbers: out[r][c] = sum * factors[c] * scales[r] + bias[c].
void Multiply(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales, const float* bias,
              float* out, size_t out_stride);

// Rows of `width` values, a multiple of kPanel, times weights[c], as whole numbers up to kWholeRange; scales[r]: what a one
// stands for.
inline constexpr int kWholeRange = 8191;
void ToWhole(const float* in, size_t width, size_t count, const float* weights, int16_t* out, float* scales);

// Rows of a layer after its relu, of which most values are zero. Bit c of a row's mask, Words(width) words: value c is not.
struct SparseRows {
  float* values;
  uint64_t* masks;
};
constexpr size_t Words(size_t width) { return width / 64; }

// Layer 1 of one token: what its neighbours and itself add. Each pointer: kTaps x kHidden1 products, of which tap i takes row i.
// out = relu(sum), as whole numbers: one row. The same bits on every instruction set.
struct TapInputs {
  const int16_t* word[kTaps];
  const int16_t* shape[kTaps];
};
void SumTaps(const TapInputs& inputs, const SparseRows& out);

// A convolution of kTaps over sparse rows: weights as tagger_format.h lays them out, and the bias at each Edge.
struct Filter {
  const float* weights = nullptr;
  const float* bias = nullptr;  // kEdges x outputs
  size_t inputs = 0, outputs = 0;
};

// What stands beside a row: zeros of the layer before (its normalisation is in the weights, so they are no zeros here).
enum Edge : uint8_t { kInside, kNothingBefore, kNothingAfter, kAlone };

// out row r = relu(bias at edges[r] + taps 0, 1, 2 of rows r, r + 1 and r + 2 of `in`), for `count` rows, of what the masks of
// `in` show alone. Each sum is made in one order, by tap and place. `out`'s masks may be null: then none are written.
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, const SparseRows& out);

// The first place of the largest of `count` values; values beyond it up to a full panel must be readable and not larger.
size_t ArgMax(const float* values, size_t count);

// out[r][n] = start[n] + sum over i, j of a[r][i] * b[r][j] * kernel[i][j][n], i, j < kArc, n < kRelationRow, for `count` rows,
// up to kMostPairs, of a and b, of which only what is above zero counts: they come out of a relu.
inline constexpr size_t kMostPairs = 48;
void MultiplyPairs(const float* const* a, const float* const* b, size_t count, const float* kernel, const float* start,
                   float* out);

// out[r] = sum of rows[r * stride + i] * vector[i], i < kArc, for `count` rows.
void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out);

// The instruction set that is used: "AVX2".
const char* KernelTarget();

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_KERNELS_H_
