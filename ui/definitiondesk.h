#pragma once

#include "cache/queryservice.h"

namespace larder {

class SchemaDock;

/// Fetches the definitions that are asked for in the tree: to the clipboard, or to be shown.
class DefinitionDesk final : public QObject
{
    Q_OBJECT

public:
    DefinitionDesk(QueryService& service, const SchemaDock& dock, QObject* parent);

Q_SIGNALS:
    /// @p text was asked for to be read.
    void arrived(larder::ConnectionId connection, const QString& text);
    void failed(const larder::Error& error);

private:
    void load(ConnectionId connection, const ObjectName& object, std::function<void(const QString&)> use);

    QueryService& m_service;
};

} // namespace larder
