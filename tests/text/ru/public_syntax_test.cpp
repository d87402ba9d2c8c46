#include "daemon/text/ru/public_syntax.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "daemon/text/universal_dependencies.h"

namespace lector::text::ru {
namespace {

using Spans = std::vector<lector_span>;

struct Case {
  Spans model, tokens;
  std::vector<uint32_t> heads;  // of the model tokens
  std::vector<uint8_t> kinds;   // of the public ones; empty: words
};

PublicSyntax Of(const Case& c) {
  std::vector<uint32_t> begin, end, token, first, public_begin, public_end;
  for (const lector_span& m : c.model) {
    begin.push_back(m.begin), end.push_back(m.end);
    uint32_t in = kNoToken;
    for (uint32_t i = 0; i < c.tokens.size() && in == kNoToken; ++i)
      if (c.tokens[i].begin < m.end && m.begin < c.tokens[i].end) in = i;
    token.push_back(in);
  }
  for (const lector_span& t : c.tokens) {
    public_begin.push_back(t.begin), public_end.push_back(t.end);
    uint32_t m = 0;
    while (c.model[m].end <= t.begin) ++m;
    first.push_back(m);
  }
  std::vector<uint8_t> kinds = c.kinds;
  kinds.resize(c.tokens.size(), LECTOR_TOKEN_WORD);
  ModelSyntax model(c.model.size());
  model.head = c.heads;
  for (uint32_t i = 0; i < c.heads.size(); ++i) model.relation[i] = static_cast<uint8_t>(100 + i);
  return OfPublicTokens(model, {begin, end, token, first},
                        {sizeof(lector_tokens), static_cast<uint32_t>(c.tokens.size()), public_begin.data(), public_end.data(),
                         kinds.data(), nullptr});
}

TEST(PublicSyntaxTest, EqualTokensKeepTheirHeads) {
  const Spans spans = {{0, 1}, {2, 3}, {4, 5}};
  const PublicSyntax out = Of({spans, spans, {1, 1, 1}});
  EXPECT_EQ(out.head, (std::vector<uint32_t>{1, 1, 1}));
  EXPECT_EQ(out.relation, (std::vector<uint8_t>{100, RelationByName("root"), 102}));
}

TEST(PublicSyntaxTest, ATokenOfSeveralHangsWhereItsTopmostHangs) {
  // "1 800 рублей": two model tokens are one public token; 800 hangs on рублей, 1 on 800.
  const PublicSyntax out = Of({{{0, 1}, {2, 5}, {6, 9}}, {{0, 5}, {6, 9}}, {1, 2, 2}});
  EXPECT_EQ(out.head, (std::vector<uint32_t>{1, 1}));
  EXPECT_EQ(out.relation[0], 101);
}

TEST(PublicSyntaxTest, TokensInsideOneModelTokenHangOnTheFirst) {
  // "26.11 в": a model token of three public ones.
  const PublicSyntax out = Of({{{0, 5}, {6, 7}},
                               {{0, 2}, {2, 3}, {3, 5}, {6, 7}},
                               {1, 1},
                               {LECTOR_TOKEN_NUMBER, LECTOR_TOKEN_PUNCTUATION, LECTOR_TOKEN_NUMBER, LECTOR_TOKEN_WORD}});
  EXPECT_EQ(out.head, (std::vector<uint32_t>{3, 0, 0, 3}));
  EXPECT_EQ(out.relation, (std::vector<uint8_t>{100, RelationByName("punct"), RelationByName("flat"), RelationByName("root")}));
}

TEST(PublicSyntaxTest, NoCycleComesOfJoining) {
  // The first public token has the model tokens 0 and 2, the second has 1: 0 hangs on 1, 1 on 2.
  std::vector<uint32_t> begin = {0, 1, 2}, end = {1, 2, 3}, token = {0, 1, 0}, first = {0, 1}, public_begin = {0, 1},
                        public_end = {3, 2};
  std::vector<uint8_t> kinds = {LECTOR_TOKEN_WORD, LECTOR_TOKEN_WORD};
  ModelSyntax model(3);
  model.head = {1, 2, 2};
  const PublicSyntax out =
      OfPublicTokens(model, {begin, end, token, first},
                     {sizeof(lector_tokens), 2, public_begin.data(), public_end.data(), kinds.data(), nullptr});
  EXPECT_EQ(out.head, (std::vector<uint32_t>{0, 0}));
}

}  // namespace
}  // namespace lector::text::ru
