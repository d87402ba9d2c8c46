#include "daemon/registry/library.h"

#include <dlfcn.h>

#include <boost/dll/shared_library.hpp>
#include <exception>
#include <filesystem>

namespace lector::registry {

Result<const lector_plugin_entry*> OpenLibrary(const std::string& path) {
  using boost::dll::load_mode::type;
  // Boost.DLL has no name for RTLD_NODELETE, but hands the bits through.
  constexpr auto kMode = static_cast<type>(static_cast<int>(boost::dll::load_mode::rtld_now) |
                                           static_cast<int>(boost::dll::load_mode::rtld_local) | RTLD_NODELETE);
  if (!std::filesystem::path(path).is_absolute()) return Status(Code::kInvalidArgument, "the path is not absolute");
  try {
    const boost::dll::shared_library library(path, kMode);  // closing the handle does not unload: RTLD_NODELETE
    return &library.get<const lector_plugin_entry>(LECTOR_PLUGIN_SYMBOL);
  } catch (const std::exception& e) {
    return Status(Code::kFailedPrecondition, e.what());
  } catch (...) {  // a constructor of the library may throw anything
    return Status(Code::kFailedPrecondition, "a constructor of the library threw an exception");
  }
}

}  // namespace lector::registry
