// Two files with one extractor id: built twice, as same_id_1.so and same_id_2.so.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.same_id", .version = "1.0." SAME_ID_NUMBER, .manifest = QUIET_MANIFEST});
