#include "app/sql/sqlitevalidator.h"

#include <QCoreApplication>
#include <QUuid>

namespace larder {

namespace {

using namespace std::chrono_literals;

// Short: while a writer holds the file, "unknown" now is better than an answer later.
constexpr auto kBusyTimeout = 200ms;

Error unknown(const char* why)
{
    return {QCoreApplication::translate("SqliteValidator", "Cannot check the file"),
        QCoreApplication::translate("SqliteValidator", why)};
}

QByteArray tokenOf(const QByteArray& incarnation, qint64 version, const SqliteFile& file)
{
    // A file is not lost: where its connection is opened anew, it is another one, which is a change.
    return '|' + incarnation + ':' + QByteArray::number(version) + '|' + QByteArray::number(file.device) + ':'
        + QByteArray::number(file.inode) + ':' + QByteArray::number(file.sizeBytes) + ':'
        + QByteArray::number(file.modifiedNanoseconds) + ':' + QByteArray::number(file.changedNanoseconds);
}

} // namespace

SqliteValidator::SqliteValidator(QString path) : m_path(std::move(path)) { }

SqliteValidator::~SqliteValidator() = default;

SqliteValidator::Reading SqliteValidator::read()
{
    // The file is looked at before the number is read: what happens in between shows in the next reading.
    const std::optional<SqliteFile> file = sqliteFileAt(m_path);
    if (!file)
        return {unknown(QT_TRANSLATE_NOOP("SqliteValidator", "the file is gone"))};
    const ConnectionIdentity identity = sqliteIdentity(m_path, *file);
    if (isOnNetworkFileSystem(m_path))
        return {unknown(QT_TRANSLATE_NOOP("SqliteValidator", "it lies on a network file system")), identity};
    if (const auto error = openFor(*file))
        return {*error, identity};
    const Result<qint64> version = m_version->read();
    if (!version)
        return {version.error(), identity};
    if (!m_connection->isOpenOn(*file)) {
        close();
        return {unknown(QT_TRANSLATE_NOOP("SqliteValidator", "the file was replaced")), identity};
    }
    return {tokenOf(m_incarnation, version.value(), *file), identity};
}

std::optional<Error> SqliteValidator::openFor(const SqliteFile& file)
{
    if (m_connection && m_file.isSameFile(file))
        return std::nullopt;
    close();
    auto connection = SqliteConnection::open(m_path, SqliteConnection::Access::ReadOnly, kBusyTimeout);
    if (!connection)
        return connection.error();
    Result<SqliteDataVersion> version = SqliteDataVersion::prepare(connection.value()->handle());
    if (!version)
        return version.error();
    m_connection = std::move(connection.value());
    m_version.emplace(std::move(version.value()));
    m_file = file;
    m_incarnation = QUuid::createUuid().toRfc4122().toHex();
    return std::nullopt;
}

void SqliteValidator::close()
{
    m_version.reset();
    m_connection.reset();
}

} // namespace larder
