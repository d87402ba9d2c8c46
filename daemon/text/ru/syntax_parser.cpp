#include "daemon/text/ru/syntax_parser.h"

#include <algorithm>
#include <limits>

#include "daemon/text/ru/tree.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::text::ru {
namespace {

constexpr size_t kWide = 4 * kArc;  // the projections of a row, side by side
constexpr size_t kTail = kArc, kRelationTail = 2 * kArc, kRelationHead = 3 * kArc;

template <class T>
void Grow(std::vector<T>* buffer, size_t size) {
  if (buffer->size() < size) buffer->resize(size);
}

// Sentences, the too long ones in parts.
std::vector<RowRange> Parts(std::span<const RowRange> sentences) {
  std::vector<RowRange> out;
  for (const RowRange& sentence : sentences)
    for (uint32_t at = sentence.begin; at < sentence.end; at += SyntaxParser::kLongest)
      out.push_back({at, std::min(sentence.end, at + SyntaxParser::kLongest)});
  return out;
}

// Later parts of a sentence hang on the root of its first one, beside it.
void JoinParts(std::span<const RowRange> sentences, uint8_t parataxis, Arcs* arcs) {
  for (const RowRange& sentence : sentences) {
    if (sentence.end - sentence.begin <= SyntaxParser::kLongest) continue;
    uint32_t root = sentence.begin;
    while (arcs->head[root] != kRoot) ++root;
    for (uint32_t i = root + 1; i < sentence.end; ++i) {
      if (arcs->head[i] != kRoot) continue;
      arcs->head[i] = root;
      arcs->relation[i] = parataxis;
    }
  }
}

}  // namespace

struct SyntaxParser::Scratch {
  EncoderScratch encoder;
  std::vector<float> hidden, scales, wide, keys, scores, relations;
  std::vector<int16_t> whole;
  std::vector<uint32_t> head;
};

Result<Arcs> SyntaxParser::Parse(std::span<const ModelInput> rows, std::span<const RowRange> sentences, bool repair,
                                 const Stop& stop) const {
  thread_local Scratch scratch;
  Arcs arcs;
  arcs.head.resize(rows.size(), kRoot);
  arcs.relation.resize(rows.size());
  const std::vector<RowRange> parts = Parts(sentences);
  const size_t block = Encoder::BlockOf(rows.size());
  for (size_t first = 0; first < parts.size();) {
    if (Status status = stop.Check(); !status.ok()) return status;
    size_t last = first + 1;
    while (last < parts.size() && parts[last].end - parts[first].begin <= block) ++last;
    ParseBlock(rows, std::span(parts).subspan(first, last - first), repair, &scratch, &arcs);
    first = last;
  }
  if (repair) {
    const auto relation = file_.syntax().relation;
    const auto found = std::find(relation.begin(), relation.end(), RelationByName("parataxis"));
    JoinParts(sentences, found == relation.end() ? 0 : static_cast<uint8_t>(found - relation.begin()), &arcs);
  }
  return arcs;
}

void SyntaxParser::ParseBlock(std::span<const ModelInput> rows, std::span<const RowRange> parts, bool repair, Scratch* scratch,
                              Arcs* arcs) const {
  const uint32_t begin = parts.front().begin, end = parts.back().end;
  const size_t count = end - begin;
  Grow(&scratch->hidden, count * kHidden3);
  Grow(&scratch->whole, count * kHidden3);
  Grow(&scratch->scales, count);
  Grow(&scratch->wide, count * kWide);
  Grow(&scratch->keys, count * kArc);
  encoder_.Encode(rows, begin, end, &scratch->encoder, scratch->hidden.data());
  const TaggerFile::Syntax& syntax = file_.syntax();
  ToWhole(scratch->hidden.data(), kHidden3, count, syntax.scale, scratch->whole.data(), scratch->scales.data());
  Multiply(scratch->whole.data(), kHidden3, count, syntax.head, scratch->scales.data(), syntax.bias, scratch->wide.data(), kWide);
  Multiply(scratch->wide.data(), kWide, count, syntax.arcs, nullptr, scratch->keys.data(), kArc);
  for (const RowRange& part : parts) Heads(part, begin, repair, scratch, arcs);
  for (uint32_t at = begin; at < end; at += kMostPairs)
    Relations({at, std::min<uint32_t>(end, at + kMostPairs)}, begin, scratch, arcs);
}

void SyntaxParser::Heads(RowRange part, uint32_t offset, bool repair, Scratch* scratch, Arcs* arcs) const {
  const size_t count = part.end - part.begin, first = part.begin - offset;
  const size_t stride = Panels(count + 1) * kPanel;  // column 0: the root
  Grow(&scratch->scores, count * stride);
  scratch->head.resize(count);
  for (size_t i = 0; i < count; ++i) {
    float* const row = scratch->scores.data() + i * stride;
    const float* const key = scratch->keys.data() + (first + i) * kArc;
    DotRows(file_.syntax().head_root, kArc, 1, key, row);
    DotRows(scratch->wide.data() + first * kWide + kTail, kWide, count, key, row + 1);
    std::fill(row + count + 1, row + stride, std::numeric_limits<float>::lowest());
    scratch->head[i] = static_cast<uint32_t>(ArgMax(row, count + 1));
  }
  if (repair) RepairTree({scratch->scores.data(), stride}, scratch->head);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t head = scratch->head[i];
    arcs->head[part.begin + i] = head == 0 ? kRoot : part.begin + head - 1;
  }
}

void SyntaxParser::Relations(RowRange rows, uint32_t offset, Scratch* scratch, Arcs* arcs) const {
  const TaggerFile::Syntax& syntax = file_.syntax();
  const size_t count = rows.end - rows.begin, relations = syntax.relation.size();
  const float *heads[kMostPairs] = {}, *tails[kMostPairs] = {};
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t head = arcs->head[rows.begin + i];
    heads[i] = head == kRoot ? syntax.relation_root : scratch->wide.data() + (head - offset) * kWide + kRelationHead;
    tails[i] = scratch->wide.data() + (rows.begin - offset + i) * kWide + kRelationTail;
  }
  Grow(&scratch->relations, count * kRelationRow);
  MultiplyPairs(heads, tails, count, syntax.relations, scratch->relations.data());
  for (uint32_t i = 0; i < count; ++i)
    arcs->relation[rows.begin + i] = static_cast<uint8_t>(ArgMax(scratch->relations.data() + i * kRelationRow, relations));
}

}  // namespace lector::text::ru
