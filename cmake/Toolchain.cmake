# Warnings, sanitizers and the compiler cache, for every target of the project.
find_program(LECTOR_CCACHE ccache)
if(LECTOR_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${LECTOR_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${LECTOR_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> -Wno-missing-field-initializers)
# GCC 12 warns of its own std::string: gcc.gnu.org/PR105329.
add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>)

if(LECTOR_SANITIZE)
  add_compile_options(-fsanitize=${LECTOR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LECTOR_SANITIZE})
endif()
