// Defaults that depend on where lectord is installed and who runs it: sockets, folders of plugins, models and copies.
#ifndef LECTOR_DAEMON_CONFIG_DEFAULTS_H_
#define LECTOR_DAEMON_CONFIG_DEFAULTS_H_

#include <string>

#include "daemon/config/config.h"

namespace lector::config {

// What defaults are made of; empty: not set.
struct Surroundings {
  std::string executable_dir;   // where lectord lies
  std::string xdg_runtime_dir;  // $XDG_RUNTIME_DIR
  std::string xdg_cache_home;   // $XDG_CACHE_HOME
  std::string home;             // $HOME
  std::string temp_dir = "/tmp";

  // Of this process.
  static Surroundings Here();
};

// Fills in what is empty:
//   server.listen     unix:$XDG_RUNTIME_DIR/lector/lectord.sock, else unix:/run/lector/lectord.sock; TCP only when asked for
//   plugins.dirs      <exe>/../plugins if it is there, else <exe>/../lib/lector/plugins
//   plugins.probe     <exe>/lector-plugin-probe, else <exe>/../libexec/lector/lector-plugin-probe
//   plugins.copy_dir  the first that can be written: $XDG_CACHE_HOME/lector/plugins, ~/.cache/lector/plugins,
//                     /var/cache/lector/plugins, a folder of this user below the temporary one
//   text.data_dir     <exe>/../models if it is there, else <exe>/../share/lector/models
void ResolveDefaults(const Surroundings& surroundings, Config& config);

}  // namespace lector::config
#endif  // LECTOR_DAEMON_CONFIG_DEFAULTS_H_
