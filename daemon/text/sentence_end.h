// SentenceEnd: whether a stop ends its sentence. The rules; sentences.cpp walks over the text.
#ifndef LECTOR_DAEMON_TEXT_SENTENCE_END_H_
#define LECTOR_DAEMON_TEXT_SENTENCE_END_H_

#include <cstdint>

#include "daemon/text/abbreviations.h"
#include "daemon/text/token_reader.h"

namespace lector::text {

// A stop and what is known of the place: rows of tokens.
struct StopPlace {
  uint32_t sentence = 0;       // the first token of the sentence that is open
  uint32_t stop = 0;           // the stop
  uint32_t next = 0;           // the first token after it and the marks that close after it; not the paragraph's end
  uint32_t paragraph_end = 0;  // past the paragraph's last token
};

class SentenceEnd {
 public:
  explicit SentenceEnd(const TokenReader& read) : read_(read) {}

  bool IsAt(const StopPlace& place) const;

 private:
  bool AfterDot(const StopPlace& place, uint32_t head) const;
  bool AfterNumber(const StopPlace& place, uint32_t head) const;
  bool AfterAbbreviation(Abbreviation kind, const StopPlace& place, uint32_t head) const;

  Abbreviation KindOf(const StopPlace& place) const;
  Abbreviation KindOfLetter(const StopPlace& place, bool after_quantity) const;
  bool FollowsQuantity(uint32_t unit, uint32_t sentence) const;
  bool IsShortOpening(const StopPlace& place, bool year) const;
  bool IsStarter(uint32_t word, uint32_t paragraph_end) const;
  bool OpensTitleThenSmall(uint32_t word, uint32_t paragraph_end) const;
  bool GoesOnWithSpeaker(uint32_t head, uint32_t paragraph_end) const;
  bool IsInsideShortName(const StopPlace& place) const;
  bool IsListLetter(uint32_t i, uint32_t paragraph_end) const;
  bool FollowsPair(const StopPlace& place, uint32_t head) const;

  const WordTraits& Traits(std::string_view word) const { return words_.Find(LowerWord(word).view()); }

  const TokenReader& read_;
  const Abbreviations& words_ = Abbreviations::BuiltIn();
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_SENTENCE_END_H_
