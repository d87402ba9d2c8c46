#include "resolve.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace lector::quotes {
namespace {

constexpr uint32_t kContinuedParagraphs = 2;  // how far back a quote without a cue looks for its speaker

Range Whole(const Candidate& candidate) { return {candidate.content.front().begin, candidate.content.back().end}; }

// The surest candidates that do not overlap, one a cue, in text order.
Candidates Choose(Candidates candidates) {
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.rule != b.rule) return a.rule < b.rule;
    return Whole(a).begin < Whole(b).begin;
  });
  std::map<uint32_t, size_t> taken;  // begin -> candidate
  std::map<const Hit*, Rule> cues;
  Candidates chosen;
  for (Candidate& candidate : candidates) {
    const Range range = Whole(candidate);
    const auto next = taken.lower_bound(range.end);
    if (next != taken.begin() && Whole(chosen[std::prev(next)->second]).end > range.begin) continue;
    if (candidate.cue != nullptr) {
      const auto [it, fresh] = cues.emplace(candidate.cue, candidate.rule);
      const bool block = candidate.rule == Rule::kLead || candidate.rule == Rule::kDirect || it->second == Rule::kDirect;
      if (!fresh && it->second != candidate.rule &&
          !(block && candidate.rule != Rule::kInserted && candidate.rule != Rule::kNarration && it->second == Rule::kClause))
        continue;
    }
    taken.emplace(range.begin, chosen.size());
    chosen.push_back(std::move(candidate));
  }
  std::sort(chosen.begin(), chosen.end(), [](const Candidate& a, const Candidate& b) { return Whole(a).begin < Whole(b).begin; });
  return chosen;
}

class Resolver {
 public:
  explicit Resolver(const Context& context) : page_(context.page), names_(context.names) {}

  std::vector<Quote> Run(const Candidates& candidates) {
    std::vector<Quote> quotes;
    for (const Candidate& candidate : candidates) {
      if (candidate.rule == Rule::kContinued && !Continue(candidate)) continue;
      Quote quote;
      quote.kind = candidate.kind;
      quote.rule = candidate.rule;
      quote.confidence = candidate.confidence;
      for (const Range range : candidate.content) quote.content.push_back(page_.Span(range));
      const Hit* cue = candidate.cue;
      if (candidate.rule == Rule::kContinued && SameParagraph(candidate)) cue = last_cue_;
      if (cue != nullptr) {
        quote.cue = page_.Span(cue->rows);
        quote.cue_lemma = cue->cue->lemma;
        quote.polarity = Polarity(cue->cue->types);
      } else {
        quote.polarity = LECTOR_POLARITY_STATES;
      }
      Identify(candidate, &quote);
      last_row_ = Whole(candidate).end - 1;
      last_cue_ = cue;
      has_last_ = true;
      quotes.push_back(std::move(quote));
    }
    return quotes;
  }

 private:
  struct Who {
    lector_span span = {};
    lector_id entity = 0;
    std::string name, title;
    bool person = false;
  };

  static uint32_t Polarity(uint32_t types) {
    if ((types & kCueDeny) != 0) return LECTOR_POLARITY_DENIES;
    if ((types & kCueAsk) != 0) return LECTOR_POLARITY_ASKS;
    return (types & kCuePromise) != 0 ? LECTOR_POLARITY_PROMISES : LECTOR_POLARITY_STATES;
  }

  bool SameParagraph(const Candidate& candidate) const {
    return has_last_ && page_.ParagraphIndex(last_row_) == page_.ParagraphIndex(candidate.content.front().begin);
  }
  bool Continue(const Candidate& candidate) const {
    return has_last_ &&
           page_.ParagraphIndex(candidate.content.front().begin) - page_.ParagraphIndex(last_row_) <= kContinuedParagraphs;
  }

  Who OfName(const Name& name, Range mention, Range title) const {
    Who who{page_.Span(mention), name.entity, std::string(name.full), {}, name.type == NameType::kPerson};
    if (!title.empty()) who.title = Decapitalised(page_, title);
    else who.title = names_.TitleOf(name.full);
    return who;
  }

  // The nearest speaker or person before, for pronouns and for quotes without a subject.
  Who Earlier(uint32_t row) const {
    // Named since the last quote in this paragraph, in the nominative as far as a preposition shows.
    if (const Name* name = names_.PersonBefore(row);
        name != nullptr && page_.ParagraphIndex(name->rows.begin) == page_.ParagraphIndex(row) &&
        (!has_last_ || name->rows.begin > last_row_) && name->rows.begin > 0 && !page_.Is(name->rows.begin - 1, kWordPreposition))
      return OfName(*name, name->rows, {});
    if (has_last_ && !last_.name.empty() && page_.ParagraphIndex(row) - page_.ParagraphIndex(last_row_) <= kContinuedParagraphs)
      return last_;
    if (const Name* name = names_.PersonBefore(row); name != nullptr) return OfName(*name, name->rows, {});
    return has_last_ ? last_ : Who{};
  }

  bool IsBareRole(Range rows) const {
    return rows.size() == 1 && page_.Is(rows.begin, kWordRole) && !page_.Is(rows.begin, kWordGroup);
  }
  bool IsDocument(Range rows) const {
    for (uint32_t i = rows.begin; i < rows.end; ++i)
      if (page_.Is(i, kWordDocument)) return true;
    return false;
  }
  // The organisation or person whose document it is: "в заявлении МВД"; nullptr: none.
  const Name* IssuerOf(Range rows) const {
    if (!IsDocument(rows)) return nullptr;
    const std::span<const Name> names = names_.Inside(rows);
    return names.empty() ? nullptr : &names.back();
  }

  void Identify(const Candidate& candidate, Quote* quote) {
    const Speaker& speaker = candidate.speaker;
    const uint32_t row = speaker.mention.empty() ? candidate.content.front().begin : speaker.mention.begin;
    Who who;
    switch (speaker.kind) {
      case Speaker::Kind::kName:
        if (speaker.name != nullptr) {
          who = OfName(*speaker.name, speaker.mention, speaker.title);
        } else {
          who = {page_.Span(speaker.mention), 0, std::string(page_.Text(speaker.mention)), {}, true};
          if (!speaker.title.empty()) who.title = page_.Text(speaker.title);
        }
        break;
      case Speaker::Kind::kNoun:
        if (const Name* issuer = IssuerOf(speaker.mention); issuer != nullptr) {
          who = OfName(*issuer, issuer->rows, {});
          quote->speaker = page_.Span(issuer->rows);
        } else if (IsDocument(speaker.mention)) {
          who = Earlier(row);
        } else if (const Name* person = names_.PersonWithRole(speaker.mention); person != nullptr) {
          who = OfName(*person, person->rows, {});
        } else if (IsBareRole(speaker.mention)) {  // "хоккеист": the person who spoke or was named before
          who = Earlier(row);
        }
        if (who.name.empty()) who.name = Decapitalised(page_, speaker.mention);
        who.span = quote->speaker.end > 0 ? quote->speaker : page_.Span(speaker.mention);
        break;
      case Speaker::Kind::kPronoun:
        who = Earlier(row);
        who.span = page_.Span(speaker.mention);
        break;
      case Speaker::Kind::kNone:
      case Speaker::Kind::kMedium:
        if (candidate.rule == Rule::kDialogue) break;  // another person may be speaking
        who = Earlier(row);
        break;
    }
    quote->speaker = who.span;
    quote->entity = who.entity;
    quote->speaker_name = who.name;
    quote->speaker_title = who.title;
    if (!who.name.empty()) last_ = std::move(who);
  }

  const Page& page_;
  const Names& names_;
  bool has_last_ = false;
  uint32_t last_row_ = 0;
  const Hit* last_cue_ = nullptr;
  Who last_;
};

}  // namespace

std::vector<Quote> Resolve(const Context& context, Candidates candidates) {
  const Candidates chosen = Choose(std::move(candidates));
  return Resolver(context).Run(chosen);
}

std::vector<Quote> FindQuotes(const Input& input, const Lexicon& lexicon, const Check& check) {
  const Page page(input, lexicon, check);
  Names names(page, check);
  const SpeakerFinder speakers(page, names);
  const Context context{page, names, speakers, check};
  Candidates candidates;
  FindBlocks(context, &candidates);
  for (const Candidate& block : candidates)
    if (block.speaker.name != nullptr) names.AddTitled(*block.speaker.name, block.speaker.title);
  FindDirect(context, &candidates);
  FindDialogue(context, &candidates);
  FindSources(context, &candidates);
  FindClauses(context, &candidates);
  FindLeadParagraphs(context, &candidates);
  FindInserted(context, &candidates);
  FindNarrations(context, &candidates);
  FindTurns(context, &candidates);
  return Resolve(context, std::move(candidates));
}

}  // namespace lector::quotes
