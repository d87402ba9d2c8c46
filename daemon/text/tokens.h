// Tokens of a text of any language, in one pass. What layers.h says of kinds and shapes holds; in doubtful cases:
//
//  - A number takes groups of three digits apart by a space, a no-break, thin or narrow space ("1 800 000") when the first
//    group has one to three digits and does not start with 0, and groups apart by one mark ("1,800,000", "1.800.000,50").
//    One mark between digits is a fraction or a group, the text does not tell: "4,1", "1.800" are one number each.
//    Any other chain is taken apart at its marks: "26.11.2025", "1,2,3", "192.0.2.1".
//  - A sign before a number, "%" and a currency sign after it are tokens of their own; "1941-1945" is three tokens.
//  - Digits and letters with a hyphen between them are a word: "99-летний", "1990-х", "Ту-154", "COVID-19".
//  - Digits right after letters belong to the word: "G20", "HTML5"; but not after a currency code: "USD" "5".
//  - Letters right after digits are a word of their own ("2,3" "млрд", "5" "км", "2024" "г"), except for one capital that is
//    no magnitude ("5G", "3D", "1С"), a code with more digits ("9K720") and English ordinals ("2nd", "1990s").
//  - Combining marks, soft hyphens and joiners belong to the token they follow; emoji put together (with joiners, a colour of
//    skin, the two letters of a flag) are one token.
//  - A run of stops ("?!", "...") or of one mark ("—", "--") is one token; quotation marks and brackets stand alone.
#ifndef LECTOR_DAEMON_TEXT_TOKENS_H_
#define LECTOR_DAEMON_TEXT_TOKENS_H_

#include <lector/layers.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"

namespace lector::text {

// Rows side by side, as in lector_tokens.
struct Tokens {
  std::vector<uint32_t> begin, end;
  std::vector<uint8_t> kind, shape;
  // What else the same pass finds out: the first token of each paragraph (paragraphs.h), and the tokens that sentence
  // splitting looks at: runs of stops and plain quotation marks.
  std::vector<uint32_t> paragraph, turn;

  size_t size() const { return begin.size(); }
};

// Of valid UTF-8 of at most 2^31 - 1 bytes, in time linear in its size. CANCELLED, DEADLINE_EXCEEDED.
Result<Tokens> Tokenize(std::string_view text, const Stop& stop);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_TOKENS_H_
