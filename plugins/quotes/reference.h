// Reference: whom a pronoun, a role without a name or an institution without a name points to.
#ifndef LECTOR_PLUGINS_QUOTES_REFERENCE_H_
#define LECTOR_PLUGINS_QUOTES_REFERENCE_H_

#include <cstdint>
#include <string>

#include "names.h"
#include "page.h"
#include "speaker.h"

namespace lector::quotes {

// Someone who spoke.
struct Who {
  lector_span span = {};  // the mention
  lector_id entity = 0;
  std::string name, title;
  bool person = false;
  uint64_t gender = 0, number = 0;  // of lector_morph; 0: not known
  std::string_view how = {};        // how it was resolved, for `explain`
};

// Follows the quotes of a document in text order.
class Reference {
 public:
  Reference(const Page& page, const Names& names) : page_(page), names_(names) {}

  // Who is meant. `row`: the mention, or the first word of a quote without one; `cue`: the verb, nullptr: none.
  Who Identify(const Speaker& speaker, uint32_t row, const Hit* cue) const;
  // The speaker before, or the person named last: for a quote without a subject.
  Who Earlier(uint32_t row, uint64_t gender, uint64_t number) const;
  // The speaker of the quote that ends before `row`.
  void Spoke(const Who& who, uint32_t row);
  bool has_last() const { return has_last_; }
  uint32_t last_row() const { return last_row_; }

 private:
  Who OfName(const Name& name, Range mention, Range title) const;
  Who OfNoun(const Speaker& speaker, uint32_t row, const Hit* cue) const;
  Who OfPhrase(Range phrase) const;
  Who AsLast() const;
  const Name* Nearest(uint32_t row) const;
  const Name* Salient(uint32_t row, uint64_t gender) const;
  Who SalientRole(uint32_t row) const;
  bool IsDocument(Range rows) const;
  const Name* IssuerOf(Range rows) const;
  uint64_t GenderOf(const Speaker& speaker, const Hit* cue) const;

  const Page& page_;
  const Names& names_;
  bool has_last_ = false;
  uint32_t last_row_ = 0;
  Who last_, last_institution_;
  uint32_t institution_row_ = 0;
};

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_REFERENCE_H_
