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

// A matrix in panels (tagger_format.h).
struct PanelMatrix {
  const float* data = nullptr;
  size_t rows = 0, columns = 0;
};

// out[r][c] = bias[c] (null: 0) + sum over k of in[r][k] * matrix[k][c], for `count` rows. Strides in floats; `out` gets whole
// panels, which `bias` must have.
void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const float* bias, float* out,
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

// The same, as real numbers: out[r][c] = sum * factors[c] * scales[r] + bias[c], not below zero.
void Multiply(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales, const float* bias,
              float* out, size_t out_stride);

// out[r] = the first c whose sum * factors[c] * scales[r] + bias[c] is the largest of row r. `bias`: of whole panels, where there
// is no column the lowest number.
void LargestColumns(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales,
                    const float* bias, uint16_t* out);

// Rows of `width` values, a multiple of kPanel, times weights[c] (null: one), as whole numbers up to kWholeRange; scales[r]: what
// a one stands for.
inline constexpr int kWholeRange = 8191;
void ToWhole(const float* in, size_t width, size_t count, const float* weights, int16_t* out, float* scales);

// Rows of a layer after its relu, of which most values are zero, in whole numbers. Bit p of a row's masks, Words(width) of them:
// the pair of channels p is not zero.
struct SparseRows {
  int16_t* values;
  uint32_t* masks;
};
constexpr size_t Words(size_t width) { return width / 64; }

// Layer 1 of `count` tokens: what their neighbours and themselves add. Each pointer, count + 2 words and shapes: kTaps x kHidden1
// products, of which tap i is taken for row r from pointer r + i.
// out = relu(sum) / 2. The same bits on every instruction set.
struct TapInputs {
  const int16_t *const *word, *const *shape;
};
void SumTaps(const TapInputs& inputs, size_t count, const SparseRows& out);

// A convolution of kTaps over sparse rows: weights as tagger_format.h lays them out, the bias at each Edge, and what sums of both
// are multiplied by at last.
struct Filter {
  const int16_t* weights = nullptr;
  const float *bias = nullptr, *factors = nullptr;  // bias: kEdges x outputs
  size_t inputs = 0, outputs = 0;
};

// What stands beside a row: zeros of the layer before (its normalisation is in the weights, so they are no zeros here).
enum Edge : uint8_t { kInside, kNothingBefore, kNothingAfter, kAlone };

// out row r = relu(factors * (bias at edges[r] + taps 0, 1, 2 of rows r, r + 1 and r + 2 of `in`)), for `count` rows, of what the
// masks of `in` show alone. Products of kFilterInputs inputs are added exactly, those sums in order: the same bits on every
// instruction set.
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* out);
// The same, rounded to whole numbers up to kLargestValue, and kept there. `sums`: room for count x kFilterOutputs.
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* sums, const SparseRows& out);

// The first place of the largest of `count` values; values beyond it up to a full panel must be readable and not larger.
size_t ArgMax(const float* values, size_t count);

// What pairs of values are multiplied by: of each i, each two j, each n, the two whole numbers.
struct PairMatrix {
  const int16_t* data = nullptr;
  const float *factors = nullptr, *start = nullptr;  // of each n: what a one stands for, what is added
};

// out[r][n] = start[n] + sum over i, j of a[r][i] * b[r][j] * factors[n] * matrix[i][j][n], i, j < kArc, n < kRelationRow, for
// `count` rows, up to kMostPairs, of a and b. Of a only what is above zero counts: it comes out of a relu. b is taken in whole
// numbers.
inline constexpr size_t kMostPairs = 48;
void MultiplyPairs(const float* const* a, const float* const* b, size_t count, const PairMatrix& matrix, float* out);

// out[r] = sum of rows[r * stride + i] * vector[i], i < kArc, for `count` rows.
void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out);

// The likeliest sequence of tags (Viterbi) for `count` rows of kNerTags scores, `stride` floats apart, where transitions[from][to]
// adds to it; of equal ones the lower tag. from: room for count x kNerTags. The score of a path is kept relative to the best one,
// so that its precision does not depend on how long the sequence is.
void BestPath(const float* scores, size_t stride, size_t count, const float* transitions, uint8_t* from, uint8_t* out);

// Sums over all sequences of tags, of what their scores and transitions make when e is raised to them; weights[from][to]:
// exp(transition). Of each row and tag: factors, exp(score), the row's largest being one; forward, of all sequences that lead to it,
// itself included, the row divided by scales so that it sums to one; backward, of all that follow it, divided by their scales.
struct PathSums {
  float *factors, *forward, *backward;  // count x kNerTags
  float* scales;                        // count
};
void SumPaths(const float* scores, size_t stride, size_t count, const float* weights, const PathSums& out);

// The instruction set that is used: "AVX2".
const char* KernelTarget();

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_KERNELS_H_
