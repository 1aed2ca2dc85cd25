/** The provider will not deliver this message however often it is asked, so it must not be tried again. */
export class DeliveryRefused extends Error {
  override readonly name = 'DeliveryRefused';
}
