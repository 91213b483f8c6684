#pragma once

#include "app/sql/myconnection.h"
#include "cache/schema.h"

#include <QByteArrayList>

#include <span>

namespace larder {

// What lies in the databases of a server besides their tables and views.

/// Databases, functions and procedures with their parameters, events and, where the server has them,
/// sequences. A constant number of questions to be answered in one go.
[[nodiscard]] QByteArrayList myObjectQuestions(const MyConnection& connection);

/// The objects by the answers to those questions, in the order of schemas, kinds and names.
[[nodiscard]] std::vector<SchemaObject> readMyObjects(std::span<const MyConnection::Rows> answers);

/// A condition that @p schemaColumn is none of the system's, compared byte by byte.
[[nodiscard]] QByteArray myUsersOnly(const char* schemaColumn);

/// The server is MariaDB since @p mariaDb, or MySQL since @p mySql; 0 for never. Versions are as 10.5.2 is
/// 100502.
[[nodiscard]] bool myServerSince(const MyConnection& connection, unsigned long mariaDb, unsigned long mySql);

} // namespace larder
