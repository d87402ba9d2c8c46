// Dateline: what an agency puts before the first sentence of a report: place, date, agency and a dash.
//
//   Москва. 18 ноября. INTERFAX.RU — Цены выросли ...        LONDON, Nov 18 (Reuters) - Shares rose ...
//
// It belongs to no clause, so that it is a sentence of its own.
#ifndef LECTOR_DAEMON_TEXT_DATELINE_H_
#define LECTOR_DAEMON_TEXT_DATELINE_H_

#include <cstdint>

#include "daemon/text/token_reader.h"

namespace lector::text {

// One past the dash of the dateline that opens a paragraph, from its first token to `paragraph_end`; `first` where none does,
// or where it ends with a full stop, as a sentence does ("МОСКВА, 26 ноя — РИА Новости.").
uint32_t DatelineEnd(const TokenReader& read, uint32_t first, uint32_t paragraph_end);

}  // namespace lector::text

#endif  // LECTOR_DAEMON_TEXT_DATELINE_H_
