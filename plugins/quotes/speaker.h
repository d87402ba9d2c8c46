// Whose words: the subject of a cue, the source behind a source phrase, the signature of a block.
#ifndef LECTOR_PLUGINS_QUOTES_SPEAKER_H_
#define LECTOR_PLUGINS_QUOTES_SPEAKER_H_

#include "names.h"
#include "page.h"

namespace lector::quotes {

struct Speaker {
  enum class Kind : uint8_t {
    kNone,     // not found: the speaker of the context
    kName,     // a name
    kNoun,     // a role or another noun phrase
    kPronoun,  // to be resolved
    kMedium    // a carrier, whose words these are not
  };
  Kind kind = Kind::kNone;
  Range mention;  // in the text
  Range title;    // beside it; empty: none here
  const Name* name = nullptr;
};

// Looks only at grammar around the cue; the document's context comes in later (resolve.h). Small, copied freely.
class SpeakerFinder {
 public:
  SpeakerFinder(const Page& page, const Names& names) : page_(page), names_(names) {}

  // The subject of an inverted clause, "сказал директор завода Иван Лосев": rows behind the cue, at most to `limit`.
  Speaker Behind(const Hit& cue, uint32_t limit) const;
  // The subject before its verb: rows from `limit` to the cue.
  Speaker Before(const Hit& cue, uint32_t limit) const;
  // The noun of a source phrase, and where the phrase ends.
  Speaker OfSource(const Hit& source, uint32_t limit, uint32_t* end) const;
  // A signature: a name followed by a title, doubled or not. kNone: it is no signature.
  Speaker OfSignature(Range rows) const;
  // Where the clause behind a cue ends: a comma, a stop, a dash, "что", another cue.
  uint32_t ClauseEnd(uint32_t from, uint32_t limit) const;

 private:
  // `cue`: names count when they stand inside or outside of quotation marks as the cue does.
  const Name* PersonIn(Range rows, bool last, uint32_t cue) const;
  const Name* FreeName(Range clause) const;
  Speaker NamedPerson(const Name& name, Range clause) const;
  Speaker NounPhrase(Range rows) const;
  uint32_t ClauseBegin(uint32_t cue, uint32_t limit) const;

  const Page& page_;
  const Names& names_;
};

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_SPEAKER_H_
