#include "daemon/text/sentences.h"

#include <utility>

#include "daemon/text/dateline.h"
#include "daemon/text/sentence_end.h"
#include "daemon/text/token_reader.h"

namespace lector::text {
namespace {

constexpr uint32_t kTurnsBetweenChecks = 1 << 12;

// Faces, hands and merry things, that end what they stand after; not arrows, marks and discs, that open what follows.
bool IsClosingEmoji(UChar32 c) {
  if (c < 0x1F300 || c > 0x1FAFF) return c == 0x2764 || c == 0x263A || c == 0x2639;
  return !(c >= 0x1F446 && c <= 0x1F449) && !(c >= 0x1F4C0 && c <= 0x1F4FF) && !(c >= 0x1F500 && c <= 0x1F5FF) &&
         !(c >= 0x1F7E0 && c <= 0x1F7FF);
}

// Walks over the stops and plain quotation marks of a text, paragraph by paragraph.
class Splitter {
 public:
  Splitter(std::string_view text, const Tokens& tokens) : read_(text, tokens), ends_(read_) {
    out_.reserve(tokens.turn.size() + tokens.paragraph.size());
  }

  Result<std::vector<lector_span>> Run(const Stop& stop) {
    const std::vector<uint32_t>& paragraphs = read_.tokens().paragraph;
    size_t turn = 0, next_check = kTurnsBetweenChecks;
    for (size_t i = 0; i < paragraphs.size(); ++i) {
      paragraph_end_ = i + 1 < paragraphs.size() ? paragraphs[i + 1] : read_.count();
      turn = Paragraph(paragraphs[i], turn);
      if (turn + i < next_check) continue;
      next_check = turn + i + kTurnsBetweenChecks;
      if (Status status = stop.Check(); !status.ok()) return status;
    }
    return std::move(out_);
  }

 private:
  // Returns the first turn after the paragraph.
  size_t Paragraph(uint32_t first, size_t turn) {
    const std::vector<uint32_t>& turns = read_.tokens().turn;
    sentence_ = first;
    plain_quotes_ = 0;
    uint32_t done = DatelineEnd(read_, first, paragraph_end_);  // tokens before it are decided
    if (done > first) Close(done);
    for (; turn < turns.size() && turns[turn] < paragraph_end_; ++turn) {
      const uint32_t i = turns[turn];
      if (i < done) continue;
      if (read_.IsQuote(i)) {
        ++plain_quotes_;
        continue;
      }
      const uint32_t next = AfterEmoji(AfterClosers(i + 1));
      if (next < paragraph_end_ && ends_.IsAt({sentence_, i, next, paragraph_end_})) Close(next);
      done = next;
    }
    if (sentence_ < paragraph_end_) Close(paragraph_end_);
    return turn;
  }

  // The sentence that is open goes up to the token `next`.
  void Close(uint32_t next) {
    out_.push_back({read_.tokens().begin[sentence_], read_.tokens().end[next - 1]});
    sentence_ = next;
  }

  // Past the quotation marks and brackets that close after a stop; counts the plain quotation marks among them.
  uint32_t AfterClosers(uint32_t i) {
    for (; i < paragraph_end_; ++i) {
      const bool touches = read_.Touch(i - 1, i);
      if (!touches && !(i + 1 == paragraph_end_ || !read_.Touch(i, i + 1))) break;  // neither to the left nor alone
      if (read_.IsPlainQuote(i)) {
        if (plain_quotes_ % 2 == 0 && !touches) break;
        ++plain_quotes_;
        continue;
      }
      const int8_t type = u_charType(read_.First(i));
      const bool quote = read_.IsQuote(i);
      const bool closes = type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || (quote && touches && !Opens(i));
      if (!closes) break;
    }
    return i;
  }

  // The emoji after a stop end with it when a new beginning stands apart from them.
  uint32_t AfterEmoji(uint32_t i) const {
    uint32_t end = i;
    while (end < paragraph_end_ && read_.Is(end, LECTOR_TOKEN_SYMBOL) && IsClosingEmoji(read_.First(end))) ++end;
    return end < paragraph_end_ && end > i && read_.Touch(end - 1, end) ? i : end;
  }

  bool Opens(uint32_t i) const {
    const UChar32 first = read_.First(i);
    if (first == 0x201C) {
      return i + 1 < paragraph_end_ && read_.Touch(i, i + 1) && !read_.IsStop(i + 1) &&
             read_.FirstClass(i + 1) != CharClass::kComma;
    }
    const int8_t type = u_charType(first);
    return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
  }

  const TokenReader read_;
  const SentenceEnd ends_;
  std::vector<lector_span> out_;
  uint32_t paragraph_end_ = 0;
  uint32_t sentence_ = 0;      // the first token of the sentence that is open
  uint32_t plain_quotes_ = 0;  // " so far in the paragraph: odd inside a quotation
};

}  // namespace

Result<std::vector<lector_span>> SplitSentences(std::string_view text, const Tokens& tokens, const Stop& stop) {
  return Splitter(text, tokens).Run(stop);
}

}  // namespace lector::text
