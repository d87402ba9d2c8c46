# lector_add_plugin(NAME SOURCES a.cpp ... [LIBRARIES lib ...] [DATA folder])
#
# Makes NAME.so, a plugin that lectord loads: hidden visibility, no GNU_UNIQUE symbols, nothing undefined, all bound at
# load, relocations read-only, and one exported symbol. DATA is a folder that is laid beside it as NAME.data/. Both go to
# LECTOR_PLUGIN_OUTPUT_DIRECTORY, or to the current binary directory where that is not set.

function(lector_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "DATA" "SOURCES;LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "lector_add_plugin(${name}): SOURCES are needed; not understood: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(version_script "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/lector_plugin.map")
  if(LECTOR_PLUGIN_OUTPUT_DIRECTORY)
    set(directory "${LECTOR_PLUGIN_OUTPUT_DIRECTORY}")
  else()
    set(directory "${CMAKE_CURRENT_BINARY_DIR}")
  endif()

  add_library(${name}_plugin MODULE ${arg_SOURCES})
  target_link_libraries(${name}_plugin PRIVATE Lector::sdk ${arg_LIBRARIES})
  set_target_properties(${name}_plugin PROPERTIES
    PREFIX "" OUTPUT_NAME ${name} SUFFIX ".so" LIBRARY_OUTPUT_DIRECTORY "${directory}"
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON
    LINK_DEPENDS "${version_script}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${name}_plugin PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-gnu-unique>)
  endif()
  target_link_options(${name}_plugin PRIVATE -Wl,-z,now -Wl,-z,relro -Wl,-z,noexecstack
    "-Wl,--version-script=${version_script}")
  if(NOT LECTOR_SANITIZE)  # the runtime of a sanitizer is found in the daemon
    target_link_options(${name}_plugin PRIVATE -Wl,-z,defs)
  endif()

  if(arg_DATA)
    get_filename_component(data "${arg_DATA}" ABSOLUTE)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS "${data}/*")
    set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${name}.data.stamp")
    add_custom_command(OUTPUT "${stamp}"
      COMMAND ${CMAKE_COMMAND} -E rm -rf "${directory}/${name}.data"
      COMMAND ${CMAKE_COMMAND} -E copy_directory "${data}" "${directory}/${name}.data"
      COMMAND ${CMAKE_COMMAND} -E touch "${stamp}"
      DEPENDS ${files} COMMENT "Laying out ${name}.data")
    add_custom_target(${name}_plugin_data ALL DEPENDS "${stamp}")
    add_dependencies(${name}_plugin ${name}_plugin_data)
  endif()
endfunction()
