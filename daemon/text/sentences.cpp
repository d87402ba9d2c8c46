#include "daemon/text/sentences.h"

#include <unicode/uchar.h>

#include <string>

#include "daemon/text/abbreviations.h"
#include "daemon/text/char_class.h"

namespace lector::text {
namespace {

constexpr uint32_t kTokensBetweenChecks = 1 << 14;
// So many tokens before an abbreviated unit are too few for a sentence: "Летом 2024 г. Путин посетил"; more when a
// preposition opens: "С 1 января 2024 г. Путин".
constexpr uint32_t kShortOpening = 3, kShortOpeningWithPreposition = 6;

std::string Lower(std::string_view word) {
  std::string out;
  for (size_t at = 0; at < word.size();) {
    UChar32 c;
    U8_NEXT_UNSAFE(word.data(), at, c);
    c = u_tolower(c);
    char bytes[U8_MAX_LENGTH];
    size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    out.append(bytes, size);
  }
  return out;
}

class Splitter {
 public:
  Splitter(std::string_view text, const lector_tokens& tokens) : text_(text), tokens_(tokens) {}

  Result<std::vector<lector_span>> Run(const lector_spans& paragraphs, const Stop& stop) {
    uint32_t token = 0, next_check = kTokensBetweenChecks;
    for (uint32_t i = 0; i < paragraphs.count; ++i) {
      const uint32_t first = token;
      while (token < tokens_.count && tokens_.begin[token] < paragraphs.span[i].end) ++token;
      Paragraph(first, token);
      if (token < next_check) continue;
      next_check = token + kTokensBetweenChecks;
      if (Status status = stop.Check(); !status.ok()) return status;
    }
    return std::move(out_);
  }

 private:
  void Paragraph(uint32_t first, uint32_t end) {
    sentence_ = first;
    paragraph_end_ = end;
    plain_quotes_ = 0;
    for (uint32_t i = first; i < end;) {
      if (IsPlainQuote(i)) ++plain_quotes_;
      if (!IsStop(i)) {
        ++i;
        continue;
      }
      const uint32_t stop = i;
      const uint32_t next = AfterClosers(stop + 1);
      if (next < end && Ends(stop, next)) Close(next);
      i = next;
    }
    if (sentence_ < end) Close(end);
  }

  // The sentence that is open goes up to the token `next`.
  void Close(uint32_t next) {
    out_.push_back({tokens_.begin[sentence_], tokens_.end[next - 1]});
    sentence_ = next;
  }

  // ---- tokens ----
  std::string_view Token(uint32_t i) const { return text_.substr(tokens_.begin[i], tokens_.end[i] - tokens_.begin[i]); }
  UChar32 First(uint32_t i) const { return CharAt(text_, tokens_.begin[i]).code; }
  bool Is(uint32_t i, uint8_t kind) const { return tokens_.kind[i] == kind; }
  bool IsWord(uint32_t i) const { return Is(i, LECTOR_TOKEN_WORD); }
  bool IsPlainQuote(uint32_t i) const { return Is(i, LECTOR_TOKEN_QUOTE) && First(i) == '"'; }
  bool Touch(uint32_t left, uint32_t right) const { return tokens_.end[left] == tokens_.begin[right]; }

  CharClass FirstClass(uint32_t i) const { return CharAt(text_, tokens_.begin[i]).char_class(); }
  bool IsStop(uint32_t i) const {
    if (!Is(i, LECTOR_TOKEN_PUNCTUATION)) return false;
    const CharClass first = FirstClass(i);
    return first == CharClass::kDot || first == CharClass::kStop;
  }
  bool IsDot(uint32_t i) const { return Token(i) == "."; }
  bool IsDash(uint32_t i) const { return Is(i, LECTOR_TOKEN_PUNCTUATION) && u_charType(First(i)) == U_DASH_PUNCTUATION; }
  bool IsSingleLetter(uint32_t i) const {
    const Char letter = CharAt(text_, tokens_.begin[i]);
    return IsWord(i) && letter.next == tokens_.end[i];
  }
  bool IsSmallWord(uint32_t i) const {  // not "65-летний"
    return IsWord(i) && tokens_.shape[i] == LECTOR_SHAPE_LOWER && FirstClass(i) == CharClass::kLetter;
  }
  bool IsCapitalLetter(uint32_t i) const { return IsSingleLetter(i) && tokens_.shape[i] == LECTOR_SHAPE_TITLE; }

  // Past the quotation marks and brackets that close after a stop; counts the plain quotation marks among them.
  uint32_t AfterClosers(uint32_t i) {
    for (; i < paragraph_end_; ++i) {
      const bool touches = Touch(i - 1, i);
      if (!touches && !(i + 1 == paragraph_end_ || !Touch(i, i + 1))) break;  // neither to the left nor alone
      if (IsPlainQuote(i)) {
        if (plain_quotes_ % 2 == 0 && !touches) break;
        ++plain_quotes_;
        continue;
      }
      const int8_t type = u_charType(First(i));
      const bool quote = Is(i, LECTOR_TOKEN_QUOTE);
      const bool closes = type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || (quote && touches && !Opens(i));
      if (!closes) break;
    }
    return i;
  }

  bool Opens(uint32_t i) const {
    const UChar32 first = First(i);
    if (first == 0x201C)
      return i + 1 < paragraph_end_ && Touch(i, i + 1) && !IsStop(i + 1) && FirstClass(i + 1) != CharClass::kComma;
    const int8_t type = u_charType(first);
    return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
  }

  // ---- the decision ----

  // Whether the stop ends its sentence; `next` is the first token after it and its closing marks.
  bool Ends(uint32_t stop, uint32_t next) const {
    if (Touch(next - 1, next)) return First(stop) >= 0x3000;  // 。 needs no space after it
    const bool closed = next > stop + 1;
    uint32_t head = next;  // the first token that is neither an opening mark nor a dash
    while (head < paragraph_end_ && (IsDash(head) || Is(head, LECTOR_TOKEN_QUOTE) || IsOpeningBracket(head))) ++head;
    if (head == paragraph_end_) return IsDash(next) ? false : true;
    if (IsSmallWord(head)) return false;
    if (Is(head, LECTOR_TOKEN_PUNCTUATION) && !IsStop(head)) return false;  // a comma, a slash
    if (IsDash(next) && closed) return false;                               // «...!» — Иванов
    if (stop == sentence_) return true;
    if (IsOpeningBracket(stop - 1)) return false;  // "(?)"
    if (!IsDot(stop)) return true;
    if (closed && Is(stop + 1, LECTOR_TOKEN_QUOTE)) return true;  // an abbreviation or not, the quotation is over
    return EndsAfterDot(stop, next, head);
  }

  bool IsOpeningBracket(uint32_t i) const { return u_charType(First(i)) == U_START_PUNCTUATION; }

  // A full stop after the token before it.
  bool EndsAfterDot(uint32_t stop, uint32_t next, uint32_t head) const {
    const uint32_t before = stop - 1;
    if (!Touch(before, stop)) return true;
    if (Is(before, LECTOR_TOKEN_NUMBER)) return EndsAfterNumber(before, head);
    if (!IsWord(before)) return true;
    if (before == sentence_ && IsRomanNumeral(before)) return false;  // "II. Ход работ"
    switch (KindOf(before)) {
      case Abbreviation::kHead:
        return false;
      case Abbreviation::kName:
        return IsStarter(head);
      case Abbreviation::kTail:
        if (IsDash(next) || Is(head, LECTOR_TOKEN_NUMBER) || Is(head, LECTOR_TOKEN_SYMBOL)) return false;  // "2016 г. № 374"
        return IsStarter(head) || !FollowsNumber(before) || !IsShortOpening(stop);
      default:
        return true;
    }
  }

  // "1. Первое" opens a list; "1. 9. 2020" is a date; "в 2024. Потом" ends.
  bool EndsAfterNumber(uint32_t number, uint32_t head) const {
    if (number == sentence_) return false;
    return !(Is(head, LECTOR_TOKEN_NUMBER) && tokens_.end[number] - tokens_.begin[number] <= 2);
  }

  bool IsShortOpening(uint32_t stop) const {
    return stop - sentence_ <= (IsStarter(sentence_) ? kShortOpeningWithPreposition : kShortOpening);
  }
  bool FollowsNumber(uint32_t i) const { return i > sentence_ && Is(i - 1, LECTOR_TOKEN_NUMBER); }
  bool IsRomanNumeral(uint32_t i) const { return Token(i).find_first_not_of("IVXLC") == std::string_view::npos; }

  bool IsStarter(uint32_t i) const {
    if (!IsWord(i) || tokens_.shape[i] != LECTOR_SHAPE_TITLE) return false;
    if (i + 1 < paragraph_end_ && IsDot(i + 1) && Touch(i, i + 1)) return false;  // an initial: "А. В. Иванов"
    const std::string_view word = Token(i);
    return words_.IsStarter(Lower(word.substr(0, word.find('-'))));  // "Из-за"
  }

  Abbreviation KindOf(uint32_t word) const {
    const std::string last = Lower(Token(word));
    // "т. е.", "и.о.", "U.S.": the word and the one before it.
    const bool has_pair = word >= sentence_ + 2 && IsDot(word - 1) && IsWord(word - 2) && Touch(word - 2, word - 1);
    if (has_pair) {
      const Abbreviation pair = words_.Find(Lower(Token(word - 2)) + "." + last);
      if (pair != Abbreviation::kNone) return pair;
    }
    if (IsCapitalLetter(word) || IsDoubleInitial(word)) return Abbreviation::kName;
    if (tokens_.shape[word] == LECTOR_SHAPE_UPPER) return Abbreviation::kNone;
    const bool after_number = FollowsNumber(word);
    if (IsSingleLetter(word) && after_number) return Abbreviation::kTail;  // "2024 г."
    Abbreviation kind = words_.Find(Token(word));
    if (kind == Abbreviation::kNone) kind = words_.Find(last);
    if (kind == Abbreviation::kNone && IsSingleLetter(word)) return Abbreviation::kTail;
    return kind == Abbreviation::kHead && after_number ? Abbreviation::kTail : kind;
  }

  // "Ж.-Б.": tokens do not join it; "Ж-Б." is one word of two capitals.
  bool IsDoubleInitial(uint32_t i) const {
    const std::string_view word = Token(i);
    const size_t hyphen = word.find('-');
    if (hyphen == std::string_view::npos || tokens_.shape[i] != LECTOR_SHAPE_UPPER) return false;
    return CharAt(word, 0).next == hyphen && CharAt(word, static_cast<uint32_t>(hyphen) + 1).next == word.size();
  }

  const std::string_view text_;
  const lector_tokens& tokens_;
  const Abbreviations& words_ = Abbreviations::BuiltIn();
  std::vector<lector_span> out_;
  uint32_t paragraph_end_ = 0;
  uint32_t sentence_ = 0;      // the first token of the sentence that is open
  uint32_t plain_quotes_ = 0;  // " so far in the paragraph: odd inside a quotation
};

}  // namespace

Result<std::vector<lector_span>> SplitSentences(std::string_view text, const lector_tokens& tokens,
                                                const lector_spans& paragraphs, const Stop& stop) {
  return Splitter(text, tokens).Run(paragraphs, stop);
}

}  // namespace lector::text
