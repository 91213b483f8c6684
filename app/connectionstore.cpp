#include "app/connectionstore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QSaveFile>

namespace larder {

namespace {

struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(larder::ConnectionStore)
};

QString freeName(const QString& path)
{
    const QString name = path + QStringLiteral(".damaged");
    return QFile::exists(name)
        ? name + QDateTime::currentDateTimeUtc().toString(QStringLiteral("-yyyyMMddhhmmsszzz"))
        : name;
}

} // namespace

ReadProfiles ConnectionStore::load() const
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {{}, {StoreText::tr("%1 could not be read: %2").arg(m_path, file.errorString())}};
    const Result<ReadProfiles> read = profilesFromJson(file.readAll());
    file.close();
    if (read)
        return read.value();
    const QString aside = freeName(m_path);
    const QString what = errorText(read.error());
    if (!QFile::rename(m_path, aside))
        return {{}, {what}};
    return {{}, {StoreText::tr("%1 The file is kept as %2.").arg(what, aside)}};
}

// What load() left out would be lost when it is written over.
std::optional<Error> ConnectionStore::keepAside() const
{
    QFile file(m_path);
    if (!file.exists())
        return std::nullopt;
    if (file.open(QIODevice::ReadOnly)) {
        const Result<ReadProfiles> read = profilesFromJson(file.readAll());
        if (read && read.value().notes.isEmpty())
            return std::nullopt;
        file.close();
    }
    const QString aside = freeName(m_path);
    if (QFile::rename(m_path, aside))
        return std::nullopt;
    return Error{StoreText::tr("The connections could not be saved"),
        StoreText::tr("%1 holds something else, and could not be renamed to %2").arg(m_path, aside),
        StoreText::tr("Move it away; the connections hold until Larder ends.")};
}

std::optional<Error> ConnectionStore::save(const std::vector<ConnectionProfile>& profiles) const
{
    if (auto error = keepAside())
        return error;
    QSaveFile file(m_path);
    const QByteArray json = profilesJson(profiles);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(json) == json.size() && file.commit();
    if (written)
        return std::nullopt;
    return Error{StoreText::tr("The connections could not be saved"), file.errorString(),
        StoreText::tr("Check the folder of %1; the connections hold until Larder ends.").arg(m_path)};
}

} // namespace larder
