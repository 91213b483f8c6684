#include "app/spillfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QUuid>

namespace larder {

namespace {

const auto kPrefix = QStringLiteral("rows-");
const auto kLockSuffix = QStringLiteral(".lock");

QString newName()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

std::unique_ptr<QLockFile> lockOf(const QString& folder)
{
    auto lock = std::make_unique<QLockFile>(folder + kLockSuffix);
    // A lock of a process that is gone is taken over; one that is only old is not.
    lock->setStaleLockTime(0);
    return lock;
}

void removeLeftovers(const QString& parent)
{
    const QFileInfoList left
        = QDir(parent).entryInfoList({kPrefix + u'*'}, QDir::AllEntries | QDir::NoDotAndDotDot);
    for (const QFileInfo& each : left) {
        const bool isLock = each.fileName().endsWith(kLockSuffix);
        const QString folder = isLock ? each.filePath().chopped(kLockSuffix.size()) : each.filePath();
        const std::unique_ptr<QLockFile> lock = lockOf(folder);
        if (lock->tryLock())
            QDir(folder).removeRecursively();
    }
}

} // namespace

SpillFolder::SpillFolder(const QString& parent) : m_path(parent + u'/' + kPrefix + newName())
{
    QDir().mkpath(parent);
    removeLeftovers(parent);
    m_lock = lockOf(m_path);
    if (m_lock->tryLock() && QDir().mkdir(m_path))
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

SpillFolder::~SpillFolder()
{
    QDir(m_path).removeRecursively();
}

Result<std::unique_ptr<QFile>> SpillFolder::newFile() const
{
    auto file = std::make_unique<QFile>(QStringLiteral("%1/%2.part").arg(m_path, newName()));
    const auto mode = QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered;
    if (file->open(mode, QFile::ReadOwner | QFile::WriteOwner))
        return file;
    return Error{QCoreApplication::translate("SpillFolder",
                     "The rows don't fit into the memory for results, and no file "
                     "can be made in %1")
                     .arg(m_path),
        file->errorString(),
        QCoreApplication::translate(
            "SpillFolder", "Make the folder writable, or allow more memory for results in the preferences.")};
}

} // namespace larder
