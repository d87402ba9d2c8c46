#include "daemon/text/en/tagger.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace lector::text {
extern const char kEnglishTransitionData[];
}  // namespace lector::text

namespace lector::text::en {
namespace {

constexpr float kUnlisted = 1.0f;  // per thousand

}  // namespace

const Tagger& Tagger::BuiltIn() {
  static const Tagger built_in(kEnglishTransitionData);
  return built_in;
}

Tagger::Tagger(std::string_view transitions) {
  for (Row& row : follows_) row.fill(std::log(kUnlisted / 1000));
  prior_.fill(std::log(kUnlisted / 1000));
  while (!transitions.empty()) {
    const size_t end = transitions.find('\n');
    const std::string_view line = transitions.substr(0, end);
    if (!line.empty() && line[0] != '#' && !ReadLine(line)) ++malformed_lines_;
    transitions.remove_prefix(end == std::string_view::npos ? transitions.size() : end + 1);
  }
}

// "DT: NN 440 NNS 90"
bool Tagger::ReadLine(std::string_view line) {
  const size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return false;
  const std::string_view name = line.substr(0, colon);
  const Tag left = TagByName(name);
  if (left == Tag::kCount && name != "PRIOR") return false;
  Row& row = left == Tag::kCount ? prior_ : follows_[static_cast<size_t>(left)];
  std::string_view rest = line.substr(colon + 2);
  while (!rest.empty()) {
    const size_t space = rest.find(' ');
    if (space == std::string_view::npos) return false;
    const Tag right = TagByName(rest.substr(0, space));
    rest.remove_prefix(space + 1);
    int weight = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), weight);
    if (right == Tag::kCount || error != std::errc() || weight <= 0) return false;
    row[static_cast<size_t>(right)] = std::log(static_cast<float>(weight) / 1000);
    rest.remove_prefix(static_cast<size_t>(end - rest.data()));
    if (!rest.empty()) rest.remove_prefix(1);
  }
  return true;
}

std::vector<uint32_t> Tagger::Choose(const std::vector<std::vector<Candidate>>& words) const {
  struct Step {
    float score;
    uint32_t from;
  };
  const std::vector<Candidate> edge = {{Tag::kEnd, 1, ""}};
  std::vector<std::vector<Step>> steps(words.size() + 1);
  const std::vector<Candidate>* left = &edge;
  std::vector<Step> before = {{0, 0}};
  for (size_t i = 0; i <= words.size(); ++i) {
    const std::vector<Candidate>& here = i < words.size() ? words[i] : edge;
    for (const Candidate& candidate : here) {
      Step best = {-std::numeric_limits<float>::infinity(), 0};
      for (uint32_t from = 0; from < left->size(); ++from) {
        const float score = before[from].score + Follows((*left)[from].tag, candidate.tag);
        if (score > best.score) best = {score, from};
      }
      best.score += std::log(candidate.weight) - prior_[static_cast<size_t>(candidate.tag)];
      steps[i].push_back(best);
    }
    before = steps[i];
    left = &here;
  }
  std::vector<uint32_t> out(words.size());
  uint32_t at = steps[words.size()][0].from;
  for (size_t i = words.size(); i-- > 0; at = steps[i][at].from) out[i] = at;
  return out;
}

}  // namespace lector::text::en
