#ifndef LECTOR_TESTS_REGISTRY_CLEAN_EXIT_H_
#define LECTOR_TESTS_REGISTRY_CLEAN_EXIT_H_

namespace lector::registry {

// What a library that calls exit(0) while it is loaded ends its process with. ThreadSanitizer switches itself off inside dlopen,
// complains that it still is at the exit, and puts its own status in the place of 0.
#ifdef __SANITIZE_THREAD__
inline constexpr char kCleanExit[] = "exit status 66";
#else
inline constexpr char kCleanExit[] = "exit status 0";
#endif

}  // namespace lector::registry
#endif  // LECTOR_TESTS_REGISTRY_CLEAN_EXIT_H_
