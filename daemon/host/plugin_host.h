// PluginHost: the daemon as one extractor sees it (lector_host).
#ifndef LECTOR_DAEMON_HOST_PLUGIN_HOST_H_
#define LECTOR_DAEMON_HOST_PLUGIN_HOST_H_

#include <lector/plugin.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "daemon/base/status.h"

namespace lector::host {

// One for each extractor, made before its create() and kept until after its destroy(). Thread-safe.
class PluginHost {
 public:
  // `data_dir`: the plugin's data folder; need not exist.
  PluginHost(std::string extractor_id, std::string data_dir);
  ~PluginHost();
  PluginHost(const PluginHost&) = delete;
  PluginHost& operator=(const PluginHost&) = delete;

  const lector_host* abi() const { return &abi_; }
  const std::string& extractor_id() const { return extractor_id_; }

 private:
  struct Mapping;
  Result<lector_str> Resource(const std::string& path);

  static void Log(const lector_host*, int32_t level, lector_str message);
  static void Count(const lector_host*, lector_str metric, double by);
  static lector_code ResourceAbi(const lector_host*, lector_str path, lector_str* bytes, lector_error*);

  const std::string extractor_id_, data_dir_;
  lector_host abi_ = {};
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Mapping>> resources_;
};

// Fills in a lector_error (may be NULL) from a status and returns its code.
lector_code ToAbi(const Status& status, lector_error* error);
// And back; the strings of the error are read within their bounds whatever the plugin wrote.
Status FromAbi(lector_code code, const lector_error& error);

}  // namespace lector::host
#endif  // LECTOR_DAEMON_HOST_PLUGIN_HOST_H_
