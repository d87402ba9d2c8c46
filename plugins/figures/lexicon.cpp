#include "plugins/figures/lexicon.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "plugins/figures/data_line.h"

namespace lector::figures {
namespace {

uint64_t Key(uint32_t node, uint32_t word) { return static_cast<uint64_t>(node) << 32 | word; }
constexpr std::string_view kYo = "ё", kYe = "е";

}  // namespace

bool Text::is_dash(uint32_t i) const {
  if (i >= size() || atoms[i].kind != AtomKind::kSymbol) return false;
  const std::string_view s = raw(i);
  return s == "-" || s == "–" || s == "—" || s == "−" || s == "‑" || s == "‒";
}

Lexicon::Lexicon() : begins_(1), nodes_(1) { words_.add(""); }

uint32_t Lexicon::Child(uint32_t node, uint32_t word) const {
  if (node == 0) return begins_[word].node;
  const auto child = children_.find(Key(node, word));
  return child == children_.end() ? 0 : child->second;
}

void Lexicon::AddForm(std::string_view form, uint32_t id) {
  Scanner scanner(form);
  Atom atom;
  std::string_view folded;
  uint32_t node = 0, first = 0;
  while (scanner.Next(&atom, &folded)) {
    // Digits of a phrase ("m2") are words of the lexicon like any other.
    if (atom.kind == AtomKind::kDigits) folded = form.substr(atom.begin, atom.end - atom.begin);
    const uint32_t word = words_.add(folded);
    if (word == begins_.size()) begins_.emplace_back();
    if (first == 0) first = word;
    uint32_t& child = node == 0 ? begins_[word].node : children_[Key(node, word)];
    if (child == 0) {
      child = static_cast<uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    node = child;
  }
  if (first == 0) return;
  const Category category = entries_[id].category;
  begins_[first].categories.Add(category);
  const bool capital = entries_[id].upper && entries_[id].digits;  // "25C" beside "25c"
  for (const uint32_t known : nodes_[node].entries)
    if (entries_[known].category == category && !capital) return;
  nodes_[node].entries.push_back(id);
  if (category == Category::kCompound) AddCompoundPart(form, id);
}

void Lexicon::AddCompoundPart(std::string_view form, uint32_t id) {
  const std::string head(form.substr(0, kCompoundHead));
  std::vector<CompoundPart>& parts = compound_parts_[head];
  const auto longer = [](const CompoundPart& a, const CompoundPart& b) { return a.form.size() > b.form.size(); };
  CompoundPart part{std::string(form), id};
  parts.insert(std::upper_bound(parts.begin(), parts.end(), part, longer), std::move(part));
  const icu::UnicodeString plain = icu::UnicodeString::fromUTF8(head);
  icu::UnicodeString dotted = plain;
  dotted.findAndReplace(icu::UnicodeString::fromUTF8(kYe), icu::UnicodeString::fromUTF8(kYo));
  for (icu::UnicodeString letters : {plain, dotted}) {
    std::string small, capital;
    compound_heads_.add(letters.toUTF8String(small));
    letters.replace(0, 1, icu::UnicodeString(letters, 0, 1).toUpper());
    compound_heads_.add(letters.toUTF8String(capital));
  }
}

const Entry* Lexicon::FindCompoundPart(std::string_view lower, size_t* size) const {
  const std::vector<CompoundPart>* parts = compound_parts_.find(lower.substr(0, kCompoundHead));
  if (parts == nullptr) return nullptr;
  for (const CompoundPart& part : *parts) {
    if (!lower.starts_with(part.form)) continue;
    *size = part.form.size();
    return &entries_[part.id];
  }
  return nullptr;
}

void Lexicon::Add(const Entry& entry, const std::vector<std::string>& forms) {
  entries_.push_back(entry);
  for (const std::string& form : forms) AddForm(form, static_cast<uint32_t>(entries_.size() - 1));
}

void Lexicon::AddLine(std::string_view line, Macros* macros) {
  if (line.starts_with('@')) {
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos) throw std::invalid_argument("a list needs \"=\"");
    macros->insert_or_assign(std::string(Trimmed(line.substr(1, equals - 1))), std::string(Trimmed(line.substr(equals + 1))));
    return;
  }
  const size_t colon = line.find(" : ");
  if (colon == std::string_view::npos) throw std::invalid_argument("needs \" : \" between what it is and its forms");
  Add(ParseEntry(line.substr(0, colon)), ExpandForms(line.substr(colon + 3), *macros));
}

void Lexicon::AddFile(std::string_view name, std::string_view content) {
  Macros macros;
  size_t number = 0;
  for (size_t at = 0; at < content.size();) {
    const size_t end = std::min(content.find('\n', at), content.size());
    const std::string_view line = Trimmed(content.substr(at, end - at));
    at = end + 1;
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    try {
      AddLine(line, &macros);
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument(std::string(name) + ":" + std::to_string(number) + ": " + error.what());
    }
  }
}

Text Lexicon::Scan(std::string_view text, bool english, bool numerals) const {
  Text out;
  out.text = text;
  out.english = english;
  out.numerals = numerals;
  out.atoms.reserve(text.size() / 8 + 8);
  Scanner scanner(text);
  Atom atom;
  std::string_view folded;
  while (scanner.Next(&atom, &folded)) {
    if (atom.kind == AtomKind::kDigits && atom.end - atom.begin <= 4) folded = text.substr(atom.begin, atom.end - atom.begin);
    if (const uint32_t word = words_.find(folded); word != WordTable::kNone) {
      atom.word = word;
      __builtin_prefetch(&begins_[word]);  // Find() will ask for it when the text has been cut, and not wait
    }
    out.atoms.push_back(atom);
  }
  return out;
}

Match Lexicon::FindLongest(const Text& text, uint32_t i, Category category) const {
  Match match;
  bool all_upper = true, glued = true;
  uint32_t node = 0;
  for (uint32_t at = i; at < text.size(); ++at) {
    const Atom& atom = text.atoms[at];
    if (at > i && (atom.newline || (atom.kind == AtomKind::kDigits && atom.gap > 0 && atom.end - atom.begin == 1)))
      break;  // "6 ft 2"
    node = atom.word == 0 ? 0 : Child(node, atom.word);
    if (node == 0) break;
    if (atom.kind == AtomKind::kWord && !atom.all_upper) all_upper = false;
    if (at > i && atom.gap > 0) glued = false;
    for (const uint32_t id : nodes_[node].entries) {
      const Entry& entry = entries_[id];
      if (entry.category == category && (all_upper || !entry.upper) && (glued || !entry.before || entry.apart))
        match = {&entry, at + 1};
    }
  }
  return match;
}

const Entry* Lexicon::FindWord(std::string_view lower, Category category) const {
  if (lower.find(kYo) != std::string_view::npos) {
    std::string folded(lower);
    for (size_t at = 0; (at = folded.find(kYo, at)) != std::string::npos;) folded.replace(at, kYo.size(), kYe);
    return FindWord(folded, category);
  }
  const uint32_t word = words_.find(lower);
  if (word == WordTable::kNone || !begins_[word].categories.Has(category)) return nullptr;
  for (const uint32_t id : nodes_[begins_[word].node].entries)
    if (entries_[id].category == category) return &entries_[id];
  return nullptr;
}

}  // namespace lector::figures
