// Syntax: the head and the relation of every token, by the syntax model, repaired to one tree a sentence.
#ifndef LECTOR_DAEMON_TEXT_RU_SYNTAX_PARSER_H_
#define LECTOR_DAEMON_TEXT_RU_SYNTAX_PARSER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/text/ru/encoder.h"
#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

struct RowRange {
  uint32_t begin, end;
};

inline constexpr uint32_t kRoot = ~uint32_t{0};

struct Arcs {
  std::vector<uint32_t> head;     // the row of the head; kRoot: none
  std::vector<uint8_t> relation;  // a row of TaggerFile::Syntax::relation
};

// Thread-safe. `file` must outlive it.
class SyntaxParser {
 public:
  // A longer sentence is parsed in parts: the scores of all pairs of its words take time and memory by their number squared.
  static constexpr uint32_t kLongest = 256;

  SyntaxParser(const TaggerFile& file, size_t cached_words) : file_(file), encoder_(file, 2, cached_words) {}

  // `sentences`: ranges of `rows` in order, parted by gaps. What lies in none is a root. `repair`: false gives the heads as the
  // model chose each for itself: several roots or none, cycles, even a word as its own head. CANCELLED, DEADLINE_EXCEEDED.
  Result<Arcs> Parse(std::span<const ModelInput> rows, std::span<const RowRange> sentences, bool repair, const Stop& stop) const;

 private:
  struct Scratch;
  void ParseBlock(std::span<const ModelInput> rows, std::span<const RowRange> parts, bool repair, Scratch* scratch,
                  Arcs* arcs) const;
  void Heads(RowRange part, uint32_t offset, bool repair, Scratch* scratch, Arcs* arcs) const;
  void Relations(RowRange rows, uint32_t offset, Scratch* scratch, Arcs* arcs) const;

  const TaggerFile& file_;
  const Encoder encoder_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_SYNTAX_PARSER_H_
