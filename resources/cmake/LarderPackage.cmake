# `cpack --preset release` makes a Debian package. dpkg-shlibdeps finds the libraries; plugins are opened at run time,
# so the packages that own them are named here.

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

# The package that owns a Qt plugin on this machine; newer releases have moved some. `fallback` is Debian 12's name.
function(larder_plugin_package plugin fallback result)
  set(package "")
  get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
  execute_process(COMMAND ${qmake} -query QT_INSTALL_PLUGINS OUTPUT_VARIABLE plugins OUTPUT_STRIP_TRAILING_WHITESPACE)
  find_program(DPKG_QUERY dpkg-query)
  if(DPKG_QUERY)
    execute_process(COMMAND ${DPKG_QUERY} -S ${plugins}/${plugin} OUTPUT_VARIABLE package ERROR_QUIET)
  endif()
  if(package MATCHES "^([a-z0-9+.-]+)[:,]")
    set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
  else()
    set(${result} ${fallback} PARENT_SCOPE)
  endif()
endfunction()

larder_plugin_package(sqldrivers/libqsqlite.so libqt6sql6-sqlite sqlite_plugin)
larder_plugin_package(iconengines/libqsvgicon.so libqt6svg6 svg_plugin)
larder_plugin_package(platforms/libqxcb.so libqt6gui6 xcb_plugin)
set(plugin_packages ${sqlite_plugin} libqt6svg6 ${svg_plugin} ${xcb_plugin})
list(REMOVE_DUPLICATES plugin_packages)
list(JOIN plugin_packages ", " plugin_packages)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME larder)
set(CPACK_PACKAGE_VENDOR "Larder developers")
set(CPACK_PACKAGE_CONTACT "Larder developers <larder@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
"Larder opens databases, runs SQL and shows the result in a grid. Results go
through a cache whose entries, hits and reasons are in view, and which never
shows a stored result as true after the database has changed.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "${plugin_packages}")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libsecret-1-0, libqt6sql6-psql, libqt6sql6-mysql, libqt6sql6-odbc, openssh-client")
include(CPack)
