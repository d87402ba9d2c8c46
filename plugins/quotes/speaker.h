// Whose words: the subject of a cue, the source behind a source phrase, the signature of a block.
#ifndef LECTOR_PLUGINS_QUOTES_SPEAKER_H_
#define LECTOR_PLUGINS_QUOTES_SPEAKER_H_

#include <string_view>

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
  std::string_view how = {};     // how it was found, for `explain`
  const Name* second = nullptr;  // of two who speak together: "Лосев и Рудь"
};

inline constexpr std::string_view kOfPlace = "place of an impersonal verb";  // one way of Speaker::how that rules ask for

// The same with how it was found.
inline Speaker Found(Speaker speaker, std::string_view how) { return speaker.how = how, speaker; }

// Looks only at grammar around the cue; the document's context comes in later (resolve.h). Small, copied freely.
class SpeakerFinder {
 public:
  SpeakerFinder(const Page& page, const Names& names) : page_(page), names_(names) {}

  // The subject of an inverted clause, "сказал директор завода Иван Лосев": rows behind the cue, at most to `limit`.
  Speaker Behind(const Hit& cue, uint32_t limit) const;
  // The subject before its verb: rows from `limit` to the cue.
  Speaker Before(const Hit& cue, uint32_t limit) const;
  // The subject on either side.
  Speaker Around(const Hit& cue, Range sentence) const;
  // The noun of a source phrase, and where the phrase ends.
  Speaker OfSource(const Hit& source, uint32_t limit, uint32_t* end) const;
  // A signature: a name followed by a title, doubled or not. kNone: it is no signature.
  Speaker OfSignature(Range rows) const;
  // The speaker whose noun, name or pronoun stands in `head`; needs the tree.
  Speaker AtNoun(uint32_t head, Range limits) const;
  // Whether it may speak at all: "факты говорят, что" has a subject, but nobody's words.
  bool CanSpeak(const Speaker& speaker) const;
  // Whether the rows name a medium: by its class noun, by its name, or as a site.
  bool IsMedium(Range rows) const;
  // Where the clause behind a cue ends: a comma, a stop, a dash, "что", another cue.
  uint32_t ClauseEnd(uint32_t from, uint32_t limit) const;

 private:
  // `cue`: names count when they stand inside or outside of quotation marks as the cue does.
  const Name* PersonIn(Range rows, bool last, uint32_t cue) const;
  const Name* FreeName(Range clause) const;
  Speaker NamedPerson(const Name& name, Range clause) const;
  Speaker NounPhrase(Range rows) const;
  uint32_t AppositionEndInEnglish(Range rows, uint32_t limit) const;
  uint32_t BehindRole(Range rows, uint32_t limit) const;
  uint32_t AppositionEnd(Range rows, uint32_t limit) const;
  Speaker Plausible(const Speaker& speaker, const Hit& cue) const;
  Range BeforeItsVerb(Range clause) const;
  Speaker OfRelative(uint32_t relative, const Hit& source, uint32_t* end) const;
  uint32_t ClauseBegin(uint32_t cue, uint32_t limit) const;
  // By position: position.cpp.
  bool IsOfAnother(Range before, const Name& person) const;
  uint32_t BehindListener(Range clause) const;
  bool MayHavePlace(const Hit& cue) const;
  Speaker BehindByPosition(const Hit& cue, uint32_t limit) const;
  Speaker BeforeWho(Range clause) const;
  Speaker BeforeByPosition(const Hit& cue, uint32_t limit) const;
  // By the tree: subject.cpp, noun.cpp, place.cpp.
  Speaker ByGrammar(const Hit& cue, Range allowed) const;
  bool IsForeignSubject(uint32_t row, uint32_t verb) const;
  uint32_t SubjectOf(uint32_t verb, Range allowed) const;
  uint32_t VerbBeside(uint32_t converb) const;
  Speaker Issuer(uint32_t verb, Range allowed) const;
  uint32_t MisplacedSubject(uint32_t row, uint32_t verb, Range allowed) const;
  bool OfClauseBefore(uint32_t row, uint32_t verb) const;
  uint32_t EarlierCue(uint32_t verb, Range allowed) const;
  uint32_t SubjectAbove(uint32_t verb, Range allowed) const;
  uint32_t NounBefore(uint32_t verb, Range allowed) const;
  Speaker Place(uint32_t verb, uint32_t cue_types, Range allowed) const;
  Speaker Relayed(const Hit& cue, Range allowed) const;
  bool IsBody(uint32_t noun) const;
  bool IsPluralGivenName(uint32_t row) const;
  uint32_t NounOfParticiple(uint32_t head, Range limits) const;
  bool IsOwner(Range name, uint32_t head) const;
  Speaker NamedAtVerb(const Speaker& speaker, uint32_t head, const Hit& cue, Range allowed) const;
  Speaker Apposed(uint32_t head, Range phrase, Range limits) const;

  const Page& page_;
  const Names& names_;
};

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_SPEAKER_H_
