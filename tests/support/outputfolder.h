#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace larder::test {

/// An empty folder for one file that a test writes, "out.csv", and a look at what is there.
class OutputFolder
{
public:
    [[nodiscard]] QString path(const QString& name = QStringLiteral("out.csv")) const
    {
        return QDir(m_folder.path()).absoluteFilePath(name);
    }
    void makeFolder(const QString& name) const { QDir(m_folder.path()).mkdir(name); }
    void writeOld() const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write("old") != 3)
            qFatal("cannot write %s", qPrintable(path()));
    }
    [[nodiscard]] QByteArray contents() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
    [[nodiscard]] QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files); }

private:
    const QTemporaryDir m_folder;
};

} // namespace larder::test
