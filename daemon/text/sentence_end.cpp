#include "daemon/text/sentence_end.h"

namespace lector::text {
namespace {

// So many tokens before an abbreviated year are too few for a sentence ("Летом 2024 г. Путин посетил"); before any unit, when
// a preposition opens ("С 1 января 2024 г. Путин", "За 5 млн руб. Иванов").
constexpr uint32_t kShortOpening = 3, kShortOpeningWithPreposition = 6;
constexpr uint32_t kShortName = 8;      // tokens of a name in quotation marks that has stops inside
constexpr uint32_t kSpeakerTokens = 6;  // of a name before its reporting verb
constexpr uint32_t kQuantityTokens = 6;

bool IsTailKind(Abbreviation kind) {
  return kind == Abbreviation::kTail || kind == Abbreviation::kScale || kind == Abbreviation::kYear;
}

}  // namespace

bool SentenceEnd::IsAt(const StopPlace& place) const {
  const auto [sentence, stop, next, paragraph_end] = place;
  if (read_.Touch(next - 1, next)) return read_.First(stop) >= 0x3000;  // 。 needs no space after it
  const bool closed = next > stop + 1, dot = read_.IsDot(stop);
  uint32_t head = next;  // the first token that is neither an opening mark nor a dash
  while (head < paragraph_end && (read_.IsDash(head) || read_.IsQuote(head) || read_.IsOpeningBracket(head))) ++head;
  if (head == paragraph_end) return !read_.IsDash(next);
  if (read_.IsSmallWord(head) && !IsListLetter(head, paragraph_end)) return false;
  if (read_.Is(head, LECTOR_TOKEN_PUNCTUATION) && !read_.IsStop(head)) return false;  // a comma, a slash
  if (read_.IsDash(next) && closed) return false;                                     // «...!» — Иванов
  if (stop == sentence) return true;
  if (read_.IsOpeningBracket(stop - 1)) return false;  // "(?)"
  if (!closed && IsInsideShortName(place)) return false;
  if (closed && !dot && read_.IsQuote(next - 1) && GoesOnWithSpeaker(head, paragraph_end)) return false;
  if (!dot) {
    if (read_.IsEllipsis(stop) && stop - sentence <= 2 && !IsStarter(head, paragraph_end)) {  // "И вот… Победа!"
      return !Traits(read_.Token(sentence)).starter || !Traits(read_.Token(stop - 1)).starter;
    }
    return !(read_.IsWord(stop - 1) && Traits(read_.Token(stop - 1)).own_mark) || IsStarter(head, paragraph_end);
  }
  if (closed && read_.IsQuote(stop + 1)) return true;  // an abbreviation or not, the quotation is over
  return AfterDot(place, head);
}

// A full stop after the token before it.
bool SentenceEnd::AfterDot(const StopPlace& place, uint32_t head) const {
  const uint32_t before = place.stop - 1;
  if (!read_.Touch(before, place.stop)) return true;
  if (read_.IsNumber(before)) return AfterNumber(place, head);
  if (!read_.IsWord(before)) return true;
  const bool roman = read_.Token(before).find_first_not_of("IVXLC") == std::string_view::npos;
  if (before == place.sentence && roman) return false;  // "II. Ход работ"
  return AfterAbbreviation(KindOf(place), place, head);
}

bool SentenceEnd::AfterAbbreviation(Abbreviation kind, const StopPlace& place, uint32_t head) const {
  const uint32_t before = place.stop - 1;
  if (kind == Abbreviation::kNone) return true;
  if (kind == Abbreviation::kHead) {  // but "on Elm St. He works"
    return before > place.sentence && read_.IsTitleWord(before) && read_.IsTitleWord(before - 1) &&
           IsStarter(head, place.paragraph_end);
  }
  if (kind == Abbreviation::kName) return IsStarter(head, place.paragraph_end);
  if (FollowsPair(place, head)) return false;
  if (kind == Abbreviation::kFirm) return IsStarter(head, place.paragraph_end) || OpensTitleThenSmall(head, place.paragraph_end);
  if (read_.IsDash(place.next) || read_.IsNumber(head) || read_.Is(head, LECTOR_TOKEN_SYMBOL)) return false;  // "2016 г. № 374"
  const bool name_of_unit = read_.Shape(head) == LECTOR_SHAPE_UPPER || read_.Shape(head) == LECTOR_SHAPE_MIXED;
  if (kind == Abbreviation::kScale && read_.IsWord(head) && name_of_unit) return false;
  return IsStarter(head, place.paragraph_end) || !FollowsQuantity(before, place.sentence) ||
         !IsShortOpening(place, kind == Abbreviation::kYear);
}

// "1. Первое" and "2.1.3. Первое" open a list; "26. 11. 2025" is a date; "в 2024. Потом" ends.
bool SentenceEnd::AfterNumber(const StopPlace& place, uint32_t head) const {
  const uint32_t number = place.stop - 1;
  uint32_t first = number;
  const auto follows_number = [&](uint32_t i) { return i >= place.sentence + 2 && read_.IsDot(i - 1) && read_.IsNumber(i - 2); };
  while (follows_number(first) && read_.Touch(first - 1, first)) first -= 2;
  if (first == place.sentence) return false;
  const bool short_number = read_.Bytes(number) <= 2;
  if (short_number && read_.Token(number - 1) == ":" && !read_.Touch(number - 1, number)) return false;  // "Купить: 1. Хлеб."
  if (!short_number || !read_.IsNumber(head)) return true;
  const bool date_goes_on =
      follows_number(number) || (head + 2 < place.paragraph_end && read_.IsDot(head + 1) && read_.IsNumber(head + 2));
  return !date_goes_on;
}

Abbreviation SentenceEnd::KindOf(const StopPlace& place) const {
  const uint32_t word = place.stop - 1;
  const std::string_view last = read_.Token(word);
  if (last.size() > words_.longest()) return Abbreviation::kNone;
  const auto after_quantity = [&] { return FollowsQuantity(word, place.sentence); };
  const auto in_context = [&](Abbreviation kind) {
    if (kind == Abbreviation::kDate) return after_quantity() ? Abbreviation::kYear : Abbreviation::kHead;
    return kind == Abbreviation::kHead && after_quantity() ? Abbreviation::kTail : kind;
  };
  // "т. е.", "и.о.", "U.S.", "д. э. н.": the word and those before it.
  const auto joins = [&](uint32_t i) {
    return i >= place.sentence + 2 && read_.IsDot(i - 1) && read_.IsWord(i - 2) && read_.Touch(i - 2, i - 1);
  };
  if (joins(word)) {
    const LowerWord pair(read_.Token(word - 2), '.', last);
    if (joins(word - 2)) {
      const Abbreviation three = words_.Find(LowerWord(read_.Token(word - 4), '.', pair.view()).view()).abbreviation;
      if (three != Abbreviation::kNone) return three;
    }
    const Abbreviation two = words_.Find(pair.view()).abbreviation;
    if (two != Abbreviation::kNone) return in_context(two);
  } else if (word > place.sentence && read_.IsWord(word - 1) && Traits(last).ends_pair) {
    const Abbreviation two = words_.Find(LowerWord(read_.Token(word - 1), ' ', last).view()).abbreviation;
    if (two != Abbreviation::kNone) return two;
  }
  // "Ж.-Б.": tokens do not join it; "Ж-Б." is one word of two capitals.
  const size_t hyphen = last.find('-');
  const bool double_initial = hyphen != std::string_view::npos && read_.Shape(word) == LECTOR_SHAPE_UPPER &&
                              CharAt(last, 0).next == hyphen &&
                              CharAt(last, static_cast<uint32_t>(hyphen) + 1).next == last.size();
  if (double_initial) return Abbreviation::kName;
  if (read_.IsSingleLetter(word)) return in_context(KindOfLetter(place, read_.IsCapitalLetter(word) && after_quantity()));
  if (read_.Shape(word) == LECTOR_SHAPE_UPPER) return Abbreviation::kNone;
  Abbreviation kind = words_.Find(last).abbreviation;
  if (kind == Abbreviation::kNone && read_.Shape(word) != LECTOR_SHAPE_LOWER) kind = Traits(last).abbreviation;
  return in_context(kind);
}

Abbreviation SentenceEnd::KindOfLetter(const StopPlace& place, bool after_quantity) const {
  const uint32_t word = place.stop - 1;
  if (read_.IsCapitalLetter(word)) {
    if (word == place.sentence) return Abbreviation::kName;
    const std::string_view before = read_.Token(word - 1);
    const bool is_unit = after_quantity && (before == "/" || before == "°");  // "5 °C", "25 м/С"
    if (is_unit) return Abbreviation::kTail;
    return Traits(before).label ? Abbreviation::kNone : Abbreviation::kName;
  }
  const Abbreviation kind = words_.Find(read_.Token(word)).abbreviation;
  return kind == Abbreviation::kNone ? Abbreviation::kTail : kind;
}

// Whether the word is the unit of a number, which may stand before other parts of the unit: "5 кв. м", "61 тыс. р.", "25 м/с".
bool SentenceEnd::FollowsQuantity(uint32_t unit, uint32_t sentence) const {
  for (uint32_t i = unit, steps = 0; i > sentence && steps < kQuantityTokens; ++steps) {
    --i;
    if (read_.IsNumber(i)) return true;
    if (read_.IsDot(i) || read_.Token(i) == "/" || read_.Token(i) == "°") continue;
    if (!read_.IsWord(i) || read_.Bytes(i) > words_.longest()) return false;
    const Abbreviation kind = Traits(read_.Token(i)).abbreviation;
    const bool shortened = i + 1 < unit && !read_.IsWord(i + 1);
    const bool letter = read_.IsSingleLetter(i);
    if (!(kind == Abbreviation::kScale || (shortened && (IsTailKind(kind) || letter || kind == Abbreviation::kHead))))
      return false;
    if (shortened && kind == Abbreviation::kDate && read_.Token(unit) == read_.Token(i)) return false;  // "2024 г. г. Тула"
  }
  return false;
}

bool SentenceEnd::IsShortOpening(const StopPlace& place, bool year) const {
  const uint32_t limit =
      Traits(read_.Token(place.sentence)).preposition ? kShortOpeningWithPreposition : (year ? kShortOpening : 0);
  return place.stop - place.sentence <= limit;
}

bool SentenceEnd::IsStarter(uint32_t word, uint32_t paragraph_end) const {
  if (!read_.IsTitleWord(word)) return false;
  if (word + 1 < paragraph_end && read_.IsDot(word + 1) && read_.Touch(word, word + 1)) return false;  // "А. В. Иванов"
  const std::string_view text = read_.Token(word);
  const WordTraits& traits = Traits(text.substr(0, text.find('-')));  // "Из-за"
  return traits.starter || traits.preposition;
}

// "Terms were not disclosed", unlike "Chief Executive Tim Cook".
bool SentenceEnd::OpensTitleThenSmall(uint32_t word, uint32_t paragraph_end) const {
  return read_.IsTitleWord(word) && !read_.IsSingleLetter(word) && word + 1 < paragraph_end && read_.IsSmallWord(word + 1);
}

// “Who knows?” Lee said.
bool SentenceEnd::GoesOnWithSpeaker(uint32_t head, uint32_t paragraph_end) const {
  if (!read_.IsTitleWord(head) || IsStarter(head, paragraph_end)) return false;
  for (uint32_t i = head + 1; i < paragraph_end && i <= head + kSpeakerTokens; ++i) {
    if (read_.IsTitleWord(i) || read_.IsDot(i)) continue;
    return read_.IsSmallWord(i) && Traits(read_.Token(i)).says;
  }
  return false;
}

// Лозунг «Мир! Труд! Май!» висел: quoted after a word, short, and the sentence around it goes on.
bool SentenceEnd::IsInsideShortName(const StopPlace& place) const {
  const auto opens = [&](uint32_t i) { return read_.IsQuote(i) && read_.Touch(i, i + 1) && !read_.Touch(i - 1, i); };
  uint32_t open = place.stop, left = kShortName;
  while (open > place.sentence && left > 0 && !opens(open)) --open, --left;
  if (open == place.sentence || left == 0 || !read_.IsWord(open - 1)) return false;
  uint32_t close = place.stop + 1;
  while (close < place.paragraph_end && left > 0 && !read_.IsQuote(close)) ++close, --left;
  if (close + 1 >= place.paragraph_end || left == 0 || !read_.Touch(close - 1, close)) return false;
  return read_.IsSmallWord(close + 1) && !read_.Touch(close, close + 1);
}

bool SentenceEnd::IsListLetter(uint32_t i, uint32_t paragraph_end) const {
  return read_.IsSingleLetter(i) && i + 2 < paragraph_end && read_.Touch(i, i + 1) && read_.Token(i + 1) == ")" &&
         !read_.Touch(i + 1, i + 2);
}

// "долл. США", "5 p.m. Eastern".
bool SentenceEnd::FollowsPair(const StopPlace& place, uint32_t head) const {
  if (!read_.IsWord(head)) return false;
  const uint32_t word = place.stop - 1;
  const LowerWord last(read_.Token(word));
  const auto follows = [&](std::string_view abbreviation) {
    const LowerWord pair(abbreviation, ' ', read_.Token(head));
    return words_.Find(pair.view()).follow;
  };
  if (follows(last.view())) return true;
  if (word < place.sentence + 2 || !read_.IsDot(word - 1)) return false;
  return follows(LowerWord(read_.Token(word - 2), '.', last.view()).view());
}

}  // namespace lector::text
