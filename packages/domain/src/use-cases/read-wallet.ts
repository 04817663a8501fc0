import type { Ports } from '../ports.ts'
import type { User } from '../user.ts'
import { viewWallet, type WalletView } from '../wallet.ts'

export type ReadWallet = { owner: User }

/** Shows the caller their own wallet. */
export async function readWallet(ports: Ports, { owner }: ReadWallet): Promise<WalletView> {
  return viewWallet(await ports.wallets.find(owner.id))
}
