#include "ui/inspector/expiredialog.h"

#include "models/inspector/entrytext.h"
#include "models/quantitytext.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace larder {

namespace {

using namespace std::chrono_literals;

/// Nobody reads more before a decision.
constexpr size_t kMostListed = 100;

} // namespace

ExpireDialog::ExpireDialog(const QString& question, Find find, QWidget* parent)
    : QDialog(parent)
    , m_find(std::move(find))
{
    setObjectName(QStringLiteral("expireDialog"));
    setWindowTitle(tr("Expire"));
    setAttribute(Qt::WA_DeleteOnClose);
    createParts(question);
    m_typed.setSingleShot(true);
    m_typed.setInterval(200ms);
    connect(&m_typed, &QTimer::timeout, this, &ExpireDialog::preview);
}

void ExpireDialog::askFor(const QString& label, const QStringList& known, const QString& text)
{
    m_text = new QLineEdit(text, this);
    m_text->setObjectName(QStringLiteral("expireText"));
    m_text->setAccessibleName(label);
    auto* const name = new QLabel(label, this);
    name->setBuddy(m_text);
    auto* const completer = new QCompleter(known, m_text);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_text->setCompleter(completer);
    m_layout->insertWidget(1, name);
    m_layout->insertWidget(2, m_text);
    m_text->setFocus();
    connect(m_text, &QLineEdit::textChanged, this, [this] {
        m_yes->setEnabled(false);
        m_typed.start();
    });
}

void ExpireDialog::ask()
{
    preview();
    open();
}

void ExpireDialog::createParts(const QString& question)
{
    m_layout = new QVBoxLayout(this);
    auto* const asked = new QLabel(question);
    asked->setObjectName(QStringLiteral("expireQuestion"));
    asked->setTextFormat(Qt::PlainText);
    asked->setWordWrap(true);
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("expireCount"));
    m_count->setWordWrap(true);
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("expirePreview"));
    m_list->setAccessibleName(tr("What would be expired, the largest first"));
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 100);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_yes = buttons->addButton(tr("Expire"), QDialogButtonBox::AcceptRole);
    m_yes->setObjectName(QStringLiteral("confirmExpire"));
    m_yes->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    m_layout->addWidget(asked);
    m_layout->addWidget(m_count);
    m_layout->addWidget(m_list, 1);
    m_layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT confirmed(m_entries);
        accept();
    });
}

void ExpireDialog::preview()
{
    m_entries = m_find(m_text ? m_text->text().trimmed() : QString());
    std::ranges::sort(m_entries, std::ranges::greater(), &EntryInfo::bytes);
    qint64 bytes = 0;
    for (const EntryInfo& entry : m_entries)
        bytes += entry.bytes;
    const auto count = int(m_entries.size());
    const QString entries = count == 1 ? tr("1 entry") : tr("%n entries", nullptr, count);
    m_count->setText(count == 0
            ? tr("No entry is meant by this.")
            : tr("%1, %2. The next run of each asks the database.").arg(entries, bytesText(bytes)));
    m_list->clear();
    for (size_t i = 0; i < std::min(m_entries.size(), kMostListed); ++i)
        m_list->addItem(tr("%1  %2").arg(bytesText(m_entries[i].bytes), requestText(m_entries[i]).left(200)));
    if (m_entries.size() > kMostListed)
        m_list->addItem(tr("and %n more", nullptr, count - int(kMostListed)));
    m_yes->setEnabled(count > 0);
}

} // namespace larder
