#include "ui/copyactions.h"

#include "models/formname.h"
#include "models/quantitytext.h"
#include "ui/gridclipboard.h"
#include "ui/resultpane.h"

#include <QAction>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace larder {

namespace {

const QKeyCombination kCopyAsSql(Qt::ControlModifier | Qt::AltModifier, Qt::Key_C);

/// Lines of the system's own kind, as the clipboard has them.
RowForm clipboardForm(RowFormat format)
{
    RowForm form = defaultForm(format);
    form.csv.lineEnd = LineEnd::Lf;
    return form;
}

} // namespace

CopyActions::CopyActions(ResultPane& pane) : QObject(&pane), m_pane(pane)
{
    RowForm withoutHeaders = clipboardForm(RowFormat::Tsv);
    withoutHeaders.csv.header = false;
    add(tr("Tab-separated"), withoutHeaders);
    add(tr("Tab-separated, with headers"), clipboardForm(RowFormat::Tsv));
    for (const RowFormat format : exportFormats()) {
        if (format != RowFormat::Tsv)
            add(formatName(format), clipboardForm(format));
    }
    m_actions.last()->setShortcut(kCopyAsSql);
    m_actions.last()->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    pane.addAction(m_actions.last());
    connect(&pane, &ResultPane::cellMenuRequested, this, [this](QMenu* menu) { extend(*menu); });
    connect(&pane.clipboard(), &GridClipboard::refused, this, &CopyActions::offerExport);
}

void CopyActions::add(const QString& text, const RowForm& form)
{
    auto* const action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [this, form] {
        RowForm copied = form;
        copied.dialect = m_dialect;
        m_pane.clipboard().copy(m_pane.rows(), m_pane.selection(), copied);
    });
    m_actions << action;
}

void CopyActions::extend(QMenu& menu)
{
    auto* const forms = new QMenu(tr("Copy as"), &menu);
    forms->addActions(m_actions);
    // Behind "Copy" and "Copy with headers".
    menu.insertMenu(menu.actions().value(2), forms);
}

void CopyActions::offerExport(const RowForm& form)
{
    auto* const box = new QMessageBox(QMessageBox::Information, QStringLiteral("Larder"),
        tr("Nothing was copied: the selection needs more than %1.")
            .arg(bytesText(m_pane.clipboard().limitBytes())),
        QMessageBox::Cancel, &m_pane);
    box->setObjectName(QStringLiteral("copyTooLarge"));
    box->setInformativeText(tr("Export it to a file, or select fewer rows."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton* const button = box->addButton(tr("&Export…"), QMessageBox::AcceptRole);
    connect(button, &QPushButton::clicked, this, [this, form] { Q_EMIT exportRequested(form); });
    box->open();
}

} // namespace larder
