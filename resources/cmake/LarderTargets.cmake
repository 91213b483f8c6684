# What every target of the project shares: warnings, sanitizers, and the shape of a layer.
add_library(larder_options INTERFACE)
target_compile_features(larder_options INTERFACE cxx_std_20)
target_compile_definitions(larder_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(larder_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast -Wextra-semi $<$<BOOL:${LARDER_WERROR}>:-Werror>
  # ccache asks for it where a header is precompiled.
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
  "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>"
  # GCC 12 takes the unused alternatives of a std::variant for uninitialized when it optimises.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-maybe-uninitialized>)
if(LARDER_SANITIZE)
  # Compilers have no word in common for it.
  if(LARDER_SANITIZE MATCHES "thread")
    target_compile_definitions(larder_options INTERFACE LARDER_THREAD_SANITIZER)
  elseif(LARDER_SANITIZE MATCHES "address")
    target_compile_definitions(larder_options INTERFACE LARDER_ADDRESS_SANITIZER)
  endif()
  target_compile_options(larder_options INTERFACE -fsanitize=${LARDER_SANITIZE} -fno-omit-frame-pointer
                                                  -fno-sanitize-recover=all)
  target_link_options(larder_options INTERFACE -fsanitize=${LARDER_SANITIZE})
endif()

# What nearly every source reads. The linter and the proof that headers compile alone read sources without it.
set(larder_precompiled
  <QByteArray> <QDateTime> <QHash> <QObject> <QString> <QStringList> <QVariant>
  <algorithm> <chrono> <functional> <memory> <optional> <unordered_map> <utility> <variant> <vector>)

# One layer: a library whose headers are found by their folder and each compile alone. The source of a header includes
# it first, which the linter reads without a precompiled header; what has no source is compiled for the proof by the
# target all_verify_interface_header_sets. Static in what is installed; shared where tests are built, so that
# hundreds of test programs do not each hold a copy of every layer.
function(larder_library name)
  cmake_parse_arguments(A "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE;PRECOMPILE" ${ARGN})
  add_library(${name} ${A_SOURCES})
  set(sourced "")
  foreach(header ${A_HEADERS})
    string(REGEX REPLACE "h$" "cpp" source ${header})
    if(source IN_LIST A_SOURCES)
      list(APPEND sourced ${header})
    endif()
  endforeach()
  list(REMOVE_ITEM A_HEADERS ${sourced})
  target_sources(${name} PUBLIC
    FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${A_HEADERS}
    FILE_SET sourced TYPE HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${sourced})
  target_link_libraries(${name} PUBLIC ${A_PUBLIC} PRIVATE larder_options ${A_PRIVATE})
  target_precompile_headers(${name} PRIVATE ${larder_precompiled} ${A_PRECOMPILE})
  set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON
    INTERFACE_HEADER_SETS_TO_VERIFY HEADERS DEFINE_SYMBOL "")
endfunction()
