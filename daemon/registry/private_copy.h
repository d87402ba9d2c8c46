// PrivateCopy: a plugin's library and data folder under a name made of their content.
//
// What is loaded must not change under the daemon: a library that is overwritten in place ends the process (SIGBUS), and
// one that is renamed over a loaded one is answered with the old code. So both are copied into a folder of the daemon's
// own, COPY_DIR/<sha256>/NAME.so and NAME.data/, made under another name and renamed when complete. The same content is
// copied once and found again at the next start; a copy that was damaged meanwhile is made anew.
#ifndef LECTOR_DAEMON_REGISTRY_PRIVATE_COPY_H_
#define LECTOR_DAEMON_REGISTRY_PRIVATE_COPY_H_

#include <string>
#include <string_view>

#include "daemon/base/status.h"

namespace lector::registry {

// "…/phones.so" -> "…/phones.data"
std::string DataDirOf(const std::string& library);

// Makes the folder for copies, mode 0700, when it is missing. FAILED_PRECONDITION: it belongs to another user or others
// may write to it, so that they could have any code loaded; or a folder above it belongs to another one than root, or can be
// written to by all (and is not sticky, as /tmp is).
Status PrepareCopyDir(const std::string& copy_dir);

// Removes copies that no daemon has loaded for a week, and what was left half made an hour ago. What a daemon has loaded of them
// stays with it: it is mapped, and nothing is opened again.
void PruneCopies(const std::string& copy_dir);

struct PrivateCopy {
  std::string library, data_dir;  // absolute; data_dir need not exist
  std::string sha256;             // of the names and contents of all files, lower-case hexadecimal
};

// `bytes`: the content of `library` that was checked; the file itself is not read again. Only regular files (and links to
// them) may stand in the data folder. Safe against other processes that do the same.
Result<PrivateCopy> MakePrivateCopy(const std::string& library, std::string_view bytes, const std::string& copy_dir);

}  // namespace lector::registry
#endif  // LECTOR_DAEMON_REGISTRY_PRIVATE_COPY_H_
