#include "resolve.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "reference.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kShort = 4;                // words of a quote without a cue that belongs to its paragraph alone
constexpr uint32_t kContinuedParagraphs = 2;  // how far back a quote without a cue looks for its speaker

Range Whole(const Candidate& candidate) { return {candidate.content.front().begin, candidate.content.back().end}; }

// "отметил, что мост готов: «Ждем»", "Мост готов, отметил Лосев: «Ждем»": a clause and the words behind its colon.
bool MayShareCue(Rule a, Rule b) {
  const auto words = [](Rule rule) { return rule == Rule::kLead || rule == Rule::kDirect; };
  const auto clause = [](Rule rule) { return rule == Rule::kClause || rule == Rule::kInserted; };
  return (clause(a) && words(b)) || (clause(b) && words(a));
}

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
      if (!fresh && it->second != candidate.rule && !MayShareCue(it->second, candidate.rule)) continue;
    }
    taken.emplace(range.begin, chosen.size());
    chosen.push_back(std::move(candidate));
  }
  std::sort(chosen.begin(), chosen.end(), [](const Candidate& a, const Candidate& b) { return Whole(a).begin < Whole(b).begin; });
  return chosen;
}

class Resolver {
 public:
  explicit Resolver(const Context& context) : page_(context.page), reference_(context.page, context.names) {}

  std::vector<Quote> Run(const Candidates& candidates) {
    std::vector<Quote> quotes;
    for (const Candidate& candidate : candidates) {
      if (candidate.rule == Rule::kContinued && !Continues(candidate)) continue;
      if (candidate.kind == Kind::kIndirect && reference_.PointsToStatute(candidate.speaker)) continue;
      if (std::optional<Quote> quote = MakeQuote(candidate); quote) quotes.push_back(std::move(*quote));
    }
    for (Quote& quote : quotes)
      if (const auto told = told_.find(quote.speaker_name); quote.speaker_title.empty() && told != told_.end())
        quote.speaker_title = told->second;
    return quotes;
  }

 private:
  static uint32_t Polarity(uint32_t types) {
    if ((types & kCueDeny) != 0) return LECTOR_POLARITY_DENIES;
    if ((types & kCueAsk) != 0) return LECTOR_POLARITY_ASKS;
    return (types & kCuePromise) != 0 ? LECTOR_POLARITY_PROMISES : LECTOR_POLARITY_STATES;
  }

  // The probability that span and speaker are right, fitted on texts that the rules had not seen (README.md, "Confidence").
  float ConfidenceOf(const Candidate& candidate, const Who& who) const {
    constexpr float kRules[] = {0.97f, 0.88f, 0.95f, 0.91f, 0.93f, 0.88f, 0.78f, 0.85f, 0.84f, 0.84f, 0.75f, 0.92f, 0.66f};
    float confidence = kRules[static_cast<size_t>(candidate.rule)];
    if (page_.input().english) confidence *= candidate.rule == Rule::kClause || candidate.rule == Rule::kSource ? 0.68f : 0.92f;
    if (who.how == "phrase") confidence *= 0.92f;
    if (who.how == "speaker before" || who.how == "person named before") confidence *= 0.95f;
    return who.name.empty() ? confidence * 0.6f : confidence;
  }

  uint32_t ParagraphsSinceLast(const Candidate& candidate) const {
    return page_.ParagraphIndex(candidate.content.front().begin) - page_.ParagraphIndex(reference_.last_row());
  }
  bool Continues(const Candidate& candidate) const {
    const uint32_t paragraphs = page_.CountWords(candidate.content.front()) < kShort ? 0 : kContinuedParagraphs;
    return reference_.has_last() && ParagraphsSinceLast(candidate) <= paragraphs;
  }

  // None where a paper that nobody is known to have issued is no source: "согласно записке, закон вступит в силу".
  std::optional<Quote> MakeQuote(const Candidate& candidate) {
    Quote quote;
    quote.kind = candidate.kind;
    quote.rule = candidate.rule;
    for (const Range range : candidate.content) quote.content.push_back(page_.Span(range));
    const Hit* cue = candidate.cue;
    if (candidate.rule == Rule::kContinued && ParagraphsSinceLast(candidate) == 0) cue = last_cue_;
    quote.polarity = LECTOR_POLARITY_STATES;
    if (cue != nullptr) {
      quote.cue = page_.Span(cue->rows);
      quote.cue_lemma = cue->cue->lemma;
      quote.polarity = Polarity(cue->cue->types);
    }
    const Speaker& speaker = candidate.speaker;
    Who who;
    if (candidate.rule == Rule::kContinued && ParagraphsSinceLast(candidate) == 0 && page_.input().english) {
      who = reference_.last();
    } else if (candidate.rule != Rule::kDialogue || speaker.kind != Speaker::Kind::kNone) {  // another person may be speaking
      const uint32_t row = speaker.mention.empty() ? candidate.content.front().begin : speaker.mention.begin;
      who = reference_.Identify(speaker, row, candidate.cue);
    }
    if (candidate.rule == Rule::kSource && candidate.kind == Kind::kIndirect && who.how == "phrase" &&
        reference_.IsBareDocument(speaker))
      return std::nullopt;
    quote.path = std::string(speaker.how.empty() ? "no subject" : speaker.how) + " > " +
                 std::string(who.how.empty() ? "as it stands" : who.how);
    quote.confidence = ConfidenceOf(candidate, who);
    quote.speaker = who.span;
    quote.entity = who.entity;
    quote.speaker_name = who.name;
    quote.speaker_title = who.title;
    if (const std::string role = reference_.RoleOf(speaker, who); !role.empty()) told_.emplace(who.name, role);
    reference_.Spoke(who, Whole(candidate).end - 1);
    last_cue_ = cue;
    return quote;
  }

  const Page& page_;
  Reference reference_;
  const Hit* last_cue_ = nullptr;
  std::map<std::string, std::string> told_;  // people without a title, and the role by which a quote means them
};

}  // namespace

std::string_view NameOf(Rule rule) {
  constexpr std::string_view kNames[] = {"block",  "turn",     "interrupted", "direct", "dialogue",  "lead",   "source",
                                         "clause", "inserted", "narration",   "colon",  "continued", "anaphor"};
  return kNames[static_cast<size_t>(rule)];
}

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
  FindInterviews(context, &candidates);
  return Resolve(context, std::move(candidates));
}

}  // namespace lector::quotes
