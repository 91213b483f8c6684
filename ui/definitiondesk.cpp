#include "ui/definitiondesk.h"

#include "ui/schemadock.h"

#include <QClipboard>
#include <QGuiApplication>

namespace larder {

DefinitionDesk::DefinitionDesk(QueryService& service, const SchemaDock& dock, QObject* parent)
    : QObject(parent)
    , m_service(service)
{
    connect(&dock, &SchemaDock::copyDefinitionRequested, this,
        [this](ConnectionId connection, const ObjectName& object) {
            load(
                connection, object, [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
        });
    connect(&dock, &SchemaDock::showDefinitionRequested, this,
        [this](ConnectionId connection, const ObjectName& object) {
            load(connection, object,
                [this, connection](const QString& text) { Q_EMIT arrived(connection, text); });
        });
}

void DefinitionDesk::load(
    ConnectionId connection, const ObjectName& object, std::function<void(const QString&)> use)
{
    m_service.loadDefinition(
        connection, object, this, [this, use = std::move(use)](const Result<QString>& definition) {
            if (definition)
                use(definition.value());
            else
                Q_EMIT failed(definition.error());
        });
}

} // namespace larder
