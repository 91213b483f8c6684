#pragma once

#include <QFile>
#include <QTest>

namespace larder::test {

/// Puts another file in the place of one, and the first one back. Both must lie on the same disk.
class FileSwap
{
public:
    FileSwap(QString path, QString other)
        : m_path(std::move(path))
        , m_other(std::move(other))
        , m_away(m_path + QStringLiteral(".away"))
    {
    }

    void replace() const
    {
        QVERIFY(QFile::rename(m_path, m_away));
        QVERIFY(QFile::rename(m_other, m_path));
    }
    void putBack() const
    {
        QVERIFY(QFile::rename(m_path, m_other));
        QVERIFY(QFile::rename(m_away, m_path));
    }

private:
    const QString m_path;
    const QString m_other;
    const QString m_away;
};

} // namespace larder::test
