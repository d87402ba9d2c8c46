#include "daemon/text/ru/public_syntax.h"

#include "daemon/text/universal_dependencies.h"

namespace lector::text::ru {
namespace {

// How far each model token is from its root.
std::vector<uint32_t> Depths(const std::vector<uint32_t>& head) {
  constexpr uint32_t kUnknown = ~uint32_t{0};
  std::vector<uint32_t> out(head.size(), kUnknown), path;
  for (uint32_t i = 0; i < head.size(); ++i) {
    uint32_t at = i;
    for (path.clear(); out[at] == kUnknown && head[at] != at; at = head[at]) path.push_back(at);
    uint32_t depth = head[at] == at ? out[at] = 0 : out[at];
    for (; !path.empty(); path.pop_back()) out[path.back()] = ++depth;
  }
  return out;
}

}  // namespace

PublicSyntax OfPublicTokens(const ModelSyntax& model, const ModelTokens& model_tokens, const lector_tokens& tokens) {
  static const uint8_t flat = RelationByName("flat"), punct = RelationByName("punct"), root = RelationByName("root");
  const std::vector<uint32_t> depth = Depths(model.head);
  PublicSyntax out = {std::vector<uint32_t>(tokens.count), std::vector<uint8_t>(tokens.count)};
  for (uint32_t i = 0; i < tokens.count; ++i) {
    const uint32_t first = model_tokens.first_of_token[i];
    uint32_t top = kNoToken;
    for (uint32_t m = first; m < model_tokens.size() && model_tokens.begin[m] < tokens.end[i]; ++m)
      if (model_tokens.token[m] == i && (top == kNoToken || depth[m] < depth[top])) top = m;
    if (top == kNoToken) {  // a later part of a model token
      out.head[i] = model_tokens.token[first];
      out.relation[i] = tokens.kind[i] == LECTOR_TOKEN_WORD || tokens.kind[i] == LECTOR_TOKEN_NUMBER ? flat : punct;
      continue;
    }
    const uint32_t head = model_tokens.token[model.head[top]];
    const bool is_root = model.head[top] == top || head == kNoToken;
    out.head[i] = is_root ? i : head;
    out.relation[i] = is_root ? root : model.relation[top];
  }
  return out;
}

}  // namespace lector::text::ru
