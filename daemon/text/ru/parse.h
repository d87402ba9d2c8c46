// Parse: one reading of a word, and what it is made of, so that it can be put into other forms.
#ifndef LECTOR_DAEMON_TEXT_RU_PARSE_H_
#define LECTOR_DAEMON_TEXT_RU_PARSE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "daemon/text/ru/dictionary.h"

namespace lector::text::ru {

// A part of a word that changes: head + word + tail.
struct ParsePart {
  uint32_t entry = 0;  // of `word` in the dictionary, or of its ending
  std::string head;  // "псевдо", "интернет-"
  std::string word;  // in lower case, with its ё
  std::string tail;  // "-то"

  uint32_t form() const { return FormOf(entry); }
  std::string Text() const { return head + word + tail; }
  std::string Lemma(const Dictionary& dictionary) const;
  // In another form of the same paradigm.
  std::string In(const Dictionary& dictionary, uint32_t to) const { return head + dictionary.Reform(word, form(), to) + tail; }
};

struct Parse {
  ParsePart part;
  std::optional<ParsePart> left;  // "человек-гора": before the hyphen, changes too and says what the whole is
  double score = 0;

  uint32_t form() const { return left ? left->form() : part.form(); }
  std::string Text() const { return left ? left->Text() + "-" + part.Text() : part.Text(); }
  std::string Lemma(const Dictionary& dictionary) const {
    return left ? left->Lemma(dictionary) + "-" + part.Lemma(dictionary) : part.Lemma(dictionary);
  }
  ParsePart& front() { return left ? *left : part; }
};

inline std::string ParsePart::Lemma(const Dictionary& dictionary) const {
  std::string out = head;
  dictionary.AppendLemma(word, form(), &out);
  return out.append(tail);
}

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_PARSE_H_
